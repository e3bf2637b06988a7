namespace ContainerSec;

/// <summary>An instruction with plain values: USER, WORKDIR, EXPOSE, VOLUME, STOPSIGNAL, SHELL, MAINTAINER.</summary>
public sealed record ValueInstruction : DockerfileInstruction
{
    /// <summary>The values in order, variables resolved.</summary>
    public FactList<string> Values { get; init; } = FactList<string>.Unset;
}
