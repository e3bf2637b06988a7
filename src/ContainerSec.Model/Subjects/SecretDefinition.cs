namespace ContainerSec;

/// <summary>A secret or config that is declared outside of a cluster.</summary>
public sealed record SecretDefinition : Subject
{
    /// <summary>The file that holds it.</summary>
    public Fact<string> File { get; init; }

    /// <summary>The environment variable that holds it.</summary>
    public Fact<string> Environment { get; init; }

    /// <summary>Its content, where that stands in the text.</summary>
    public Fact<string> Content { get; init; }

    /// <summary>Whether it was made elsewhere.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>Whether it is a secret; false for a config.</summary>
    public bool IsSecret { get; init; } = true;
}
