namespace ContainerSec;

/// <summary>RUN: commands of the build.</summary>
public sealed record RunInstruction : DockerfileInstruction
{
    /// <summary>Whether it is in exec form (a JSON array): no shell takes part unless it is named.</summary>
    public bool IsExecForm { get; init; }

    /// <summary>The commands, pipeline by pipeline; commands of a nested <c>sh -c</c> and of heredocs among them.</summary>
    public ShellScript Script { get; init; } = ShellScript.Empty;

    /// <summary>Its mounts.</summary>
    public FactList<BuildMount> Mounts { get; init; } = FactList<BuildMount>.Unset;

    /// <summary>The network: <c>default</c>, <c>none</c>, <c>host</c>.</summary>
    public Fact<string> Network { get; init; }

    /// <summary>The sandbox: <c>sandbox</c> or <c>insecure</c>.</summary>
    public Fact<string> Security { get; init; }

    /// <summary>The shell that runs it, as SHELL set it: <c>/bin/bash -o pipefail -c</c>.</summary>
    public IReadOnlyList<string> Shell { get; init; } = [];
}
