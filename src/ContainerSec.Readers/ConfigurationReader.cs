using ContainerSec.Readers.DockerRun;
using ContainerSec.Readers.Kubernetes;

namespace ContainerSec.Readers;

/// <summary>Reads a text of any known format into the model.</summary>
public static class ConfigurationReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="surface">The format.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>What it describes, and what could not be read. Nothing is thrown for malformed text.</returns>
    /// <exception cref="ArgumentException">There is no reader for that format.</exception>
    public static ReadResult Read(Surface surface, SourceText text, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        return surface switch
        {
            Surface.Kubernetes => KubernetesReader.Read(text, options),
            Surface.KubeConfig => KubeConfigReader.Read(text, options),
            Surface.DockerRun => DockerRunReader.Read(text, options),
            _ => throw new ArgumentException($"There is no reader for {surface}.", nameof(surface)),
        };
    }
}
