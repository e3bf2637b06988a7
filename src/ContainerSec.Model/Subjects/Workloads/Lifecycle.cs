namespace ContainerSec;

/// <summary>How a container starts, stops, is watched and logs.</summary>
public sealed record Lifecycle
{
    /// <summary>Nothing was said.</summary>
    public static Lifecycle Unset { get; } = new();

    /// <summary>When it is started again.</summary>
    public Fact<RestartPolicy> Restart { get; init; }

    /// <summary>The health check of Docker and Compose.</summary>
    public Fact<HealthCheck> HealthCheck { get; init; }

    /// <summary>Kubernetes probes and lifecycle handlers.</summary>
    public FactList<Probe> Probes { get; init; } = FactList<Probe>.Unset;

    /// <summary>Commands that are run inside of it beside its own.</summary>
    public FactList<Hook> Hooks { get; init; } = FactList<Hook>.Unset;

    /// <summary>The log driver.</summary>
    public Fact<string> LogDriver { get; init; }

    /// <summary>Whether the container is removed when it ends.</summary>
    public Fact<bool> AutoRemove { get; init; }

    /// <summary>Whether it outlives the program that starts it, and the next run finds it again: <c>WithReuse</c> of Testcontainers, the persistent lifetime of Aspire.</summary>
    public Fact<bool> Reused { get; init; }

    /// <summary>Whether whoever started it removes it in the end, even if the program breaks off: <c>WithCleanUp</c> of Testcontainers.</summary>
    public Fact<bool> CleanUp { get; init; }
}
