namespace ContainerSec;

/// <summary>What a value decides about a container.</summary>
public enum InputUse
{
    /// <summary>Which image runs.</summary>
    Image,

    /// <summary>Which path of the host is mounted.</summary>
    MountSource,

    /// <summary>The name or value of an environment variable.</summary>
    Environment,

    /// <summary>A word of its command line.</summary>
    Argument,
}
