namespace ContainerSec;

/// <summary>ENV, ARG or LABEL: names with values.</summary>
public sealed record VariableInstruction : DockerfileInstruction
{
    /// <summary>The names and values; the value of an ARG without default is unset.</summary>
    public FactList<EnvironmentVariable> Variables { get; init; } = FactList<EnvironmentVariable>.Unset;
}
