namespace ContainerSec;

/// <summary>What a mount mounts.</summary>
public enum MountKind
{
    /// <summary>A path of the host: Docker's bind mount, Kubernetes' hostPath.</summary>
    Bind,

    /// <summary>A named or anonymous volume of the engine, or a Kubernetes claim.</summary>
    Volume,

    /// <summary>Memory: tmpfs, or a Kubernetes emptyDir of medium Memory.</summary>
    Tmpfs,

    /// <summary>A directory that lives as long as the pod: emptyDir.</summary>
    EmptyDir,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A configuration object: config, configMap, downwardAPI, projected.</summary>
    Config,

    /// <summary>The files of another image.</summary>
    Image,

    /// <summary>A Windows named pipe.</summary>
    NamedPipe,

    /// <summary>Storage of the network or of a driver.</summary>
    Other,

    /// <summary>A file or folder that is copied into the container before it starts: a resource mapping of Testcontainers, container files of Aspire.</summary>
    Copy,
}
