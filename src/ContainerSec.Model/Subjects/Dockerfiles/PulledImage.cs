namespace ContainerSec;

/// <summary>An image that building a Dockerfile pulls: what a stage is built on or takes files from.</summary>
/// <param name="Reference">Its name.</param>
internal readonly record struct PulledImage(Fact<ImageReference> Reference);
