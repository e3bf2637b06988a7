namespace ContainerSec;

/// <summary>CMD, ENTRYPOINT or HEALTHCHECK.</summary>
public sealed record CommandInstruction : DockerfileInstruction
{
    /// <summary>Whether it is in exec form (a JSON array).</summary>
    public bool IsExecForm { get; init; }

    /// <summary>The argument list; of a shell form that of its shell.</summary>
    public FactList<string> Arguments { get; init; } = FactList<string>.Unset;

    /// <summary>The commands that it runs.</summary>
    public ShellScript Script { get; init; } = ShellScript.Empty;

    /// <summary>Whether it is HEALTHCHECK NONE.</summary>
    public bool IsNone { get; init; }
}
