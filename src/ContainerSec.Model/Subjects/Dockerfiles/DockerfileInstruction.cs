namespace ContainerSec;

/// <summary>One instruction of a Dockerfile. The derived types are those of the Dockerfile reference.</summary>
public abstract record DockerfileInstruction
{
    private readonly Statement _place;

    /// <summary>The instruction's name in upper case.</summary>
    public string Keyword { get; init; } = "";

    /// <summary>The whole instruction, continuation lines and heredocs included.</summary>
    public Provenance? Origin { get => _place.Origin; init => _place = Statement.At(value); }

    /// <summary>The same as <see cref="Origin"/>, when no object was made of it.</summary>
    internal Statement Place { init => _place = value; }

    /// <summary>Whether it is the argument of ONBUILD: it runs when another image is built on this one.</summary>
    public bool IsOnBuild { get; init; }
}
