namespace ContainerSec;

/// <summary>A level of the Kubernetes Pod Security Standards at a version.</summary>
/// <param name="Level">The level.</param>
/// <param name="Minor">The minor version of Kubernetes 1.x that the standard is taken from.</param>
public sealed record PodSecurityStandard(PodSecurityLevel Level, int Minor);
