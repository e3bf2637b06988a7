namespace ContainerSec.Readers.Dockerfiles;

/// <summary>What is known of a variable of the build.</summary>
internal enum BuildVariableState
{
    /// <summary>It is not set.</summary>
    Unset,

    /// <summary>Its value is known.</summary>
    Known,

    /// <summary>It may have any value, or none: the base image's, the builder's, a build argument.</summary>
    Unknown,

    /// <summary>An ARG without a default: set by whoever builds, empty otherwise.</summary>
    Argument,
}

/// <summary>A variable of the build.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="Value">Its value when it is known.</param>
/// <param name="RunValue">Its value when the image runs: that of ENV, for ARG ends with the build. Null when it is not known.</param>
internal readonly record struct BuildVariable(BuildVariableState State, string Value = "", string? RunValue = null);
