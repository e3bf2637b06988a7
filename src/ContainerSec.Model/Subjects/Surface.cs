namespace ContainerSec;

/// <summary>Where a statement about a container was written.</summary>
public enum Surface
{
    /// <summary>An object that a program built.</summary>
    Object,

    /// <summary>A Dockerfile.</summary>
    Dockerfile,

    /// <summary>A Compose file.</summary>
    Compose,

    /// <summary>A Kubernetes manifest.</summary>
    Kubernetes,

    /// <summary>A <c>docker run</c> or <c>docker create</c> command line.</summary>
    DockerRun,

    /// <summary>The JSON that <c>docker inspect</c> prints.</summary>
    DockerInspect,

    /// <summary>An OCI runtime <c>config.json</c>.</summary>
    RuntimeSpec,

    /// <summary>The engine's <c>daemon.json</c>.</summary>
    DaemonJson,

    /// <summary>An Aspire manifest.</summary>
    AspireManifest,

    /// <summary>Container properties of a .NET project.</summary>
    Project,

    /// <summary>A <c>launchSettings.json</c>.</summary>
    LaunchSettings,

    /// <summary>A <c>devcontainer.json</c>.</summary>
    DevContainer,

    /// <summary>A GitHub Actions workflow.</summary>
    GitHubWorkflow,

    /// <summary>A kubeconfig file.</summary>
    KubeConfig,

    /// <summary>C# code of an Aspire app host.</summary>
    AspireAppHost,

    /// <summary>C# code that uses Testcontainers.</summary>
    Testcontainers,

    /// <summary>C# code that uses Docker.DotNet or Docker.DotNet.Enhanced.</summary>
    DockerDotNet,

    /// <summary>C# code that uses KubernetesClient.</summary>
    KubernetesClient,

    /// <summary>An image that was built.</summary>
    Image,
}
