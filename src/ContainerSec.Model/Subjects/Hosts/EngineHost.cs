namespace ContainerSec;

/// <summary>An engine and its settings: the <c>daemon.json</c> of Docker.</summary>
public sealed record EngineHost : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>Addresses that the engine listens on: <c>unix:///var/run/docker.sock</c>, <c>tcp://0.0.0.0:2376</c>.</summary>
    public FactList<string> Addresses { get; init; } = FactList<string>.Unset;

    /// <summary>Whether clients must show a certificate.</summary>
    public Fact<bool> TlsVerify { get; init; }

    /// <summary>Whether connections are encrypted.</summary>
    public Fact<bool> Tls { get; init; }

    /// <summary>Registries that are used without TLS or without verification.</summary>
    public FactList<string> InsecureRegistries { get; init; } = FactList<string>.Unset;

    /// <summary>Mirrors of Docker Hub.</summary>
    public FactList<string> RegistryMirrors { get; init; } = FactList<string>.Unset;

    /// <summary>The user-namespace mapping: <c>default</c>, a user, or user and group.</summary>
    public Fact<string> UserNamespaceRemap { get; init; }

    /// <summary>Whether containers get the no_new_privs flag by default.</summary>
    public Fact<bool> NoNewPrivileges { get; init; }

    /// <summary>The seccomp profile of containers that name none.</summary>
    public Fact<string> SeccompProfile { get; init; }

    /// <summary>Whether containers on the default bridge may talk to each other.</summary>
    public Fact<bool> InterContainerCommunication { get; init; }

    /// <summary>Whether containers go on while the engine restarts.</summary>
    public Fact<bool> LiveRestore { get; init; }

    /// <summary>Whether published ports go through a process of their own.</summary>
    public Fact<bool> UserlandProxy { get; init; }

    /// <summary>Whether experimental features are on.</summary>
    public Fact<bool> Experimental { get; init; }

    /// <summary>Whether the engine sets packet-filter rules.</summary>
    public Fact<bool> Iptables { get; init; }

    /// <summary>The storage driver.</summary>
    public Fact<string> StorageDriver { get; init; }

    /// <summary>The log driver of containers that name none.</summary>
    public Fact<string> LogDriver { get; init; }

    /// <summary>The engine's own log level.</summary>
    public Fact<string> LogLevel { get; init; }

    /// <summary>The control group that containers are put under.</summary>
    public Fact<string> CgroupParent { get; init; }

    /// <summary>Authorization plugins.</summary>
    public FactList<string> AuthorizationPlugins { get; init; } = FactList<string>.Unset;

    /// <summary>Limits that containers get by default.</summary>
    public FactList<Ulimit> DefaultUlimits { get; init; } = FactList<Ulimit>.Unset;

    /// <summary>The runtime of containers that name none.</summary>
    public Fact<string> DefaultRuntime { get; init; }

    /// <summary>The address that ports are published on by default.</summary>
    public Fact<string> DefaultPublishAddress { get; init; }
}
