namespace ContainerSec;

/// <summary>Where the value of a variable comes from.</summary>
public enum ValueSource
{
    /// <summary>It is written in the text.</summary>
    Literal,

    /// <summary>It is taken over from the environment of whoever starts the container.</summary>
    HostEnvironment,

    /// <summary>A Kubernetes Secret or a secret of the engine.</summary>
    Secret,

    /// <summary>A Kubernetes ConfigMap.</summary>
    ConfigMap,

    /// <summary>A field of the pod, or a resource value.</summary>
    Field,

    /// <summary>A parameter or an expression of an application model.</summary>
    Expression,

    /// <summary>It is put together from literal text and variables.</summary>
    Interpolated,
}
