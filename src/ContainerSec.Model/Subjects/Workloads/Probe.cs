namespace ContainerSec;

/// <summary>A Kubernetes probe or lifecycle handler.</summary>
public sealed record Probe
{
    /// <summary>As the API spells it: <c>livenessProbe</c>, <c>readinessProbe</c>, <c>startupProbe</c>, <c>postStart</c>, <c>preStop</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>As the API spells it: <c>httpGet</c>, <c>tcpSocket</c>, <c>exec</c>, <c>grpc</c>, <c>sleep</c>.</summary>
    public string Handler { get; init; } = "";

    /// <summary>The host that is asked instead of the pod.</summary>
    public Fact<string> Host { get; init; }

    /// <summary>The command of an exec handler.</summary>
    public FactList<string> Command { get; init; } = FactList<string>.Unset;
}
