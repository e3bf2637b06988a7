using ContainerSec.Images;

namespace ContainerSec.Docker;

/// <summary>Images of engines that run.</summary>
public static class DockerEngine
{
    /// <summary>An image of the Docker engine.</summary>
    /// <param name="reference">A name (<c>shop:1.2</c>) or an id.</param>
    /// <param name="options">Where the engine is; null for the defaults.</param>
    /// <remarks>
    /// The engine exports an image as one archive (Docker Engine API, <c>GET /images/get</c>), which can only be read forwards. It is asked for it twice:
    /// to find what there is, and for the layers, that are read as they come. Nothing is kept on disk here; memory does not grow with the image.
    /// </remarks>
    public static ImageSource Image(string reference, EngineOptions? options = null) => new EngineSource("docker", reference, EngineHost.Docker(options ?? EngineOptions.Default));

    /// <summary>An image of Podman, over its Docker-compatible API (<c>podman system service</c>).</summary>
    /// <param name="reference">A name (<c>shop:1.2</c>) or an id.</param>
    /// <param name="options">Where the engine is; null for the defaults.</param>
    /// <remarks>As <see cref="Image"/>.</remarks>
    public static ImageSource PodmanImage(string reference, EngineOptions? options = null) => new EngineSource("podman", reference, EngineHost.Podman(options ?? EngineOptions.Default));

    /// <summary>Reads how the command line names an image: <c>docker:REFERENCE</c> and <c>podman:REFERENCE</c>, and all that <see cref="ImageSource.Parse"/> knows.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="engine">Where the engine is; null for the defaults.</param>
    /// <param name="registry">How a registry is asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">It names no source.</exception>
    public static ImageSource ParseSource(string text, EngineOptions? engine = null, RegistryOptions? registry = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text switch
        {
            _ when text.StartsWith("docker:", StringComparison.Ordinal) && text.Length > 7 => Image(text[7..], engine),
            _ when text.StartsWith("podman:", StringComparison.Ordinal) && text.Length > 7 => PodmanImage(text[7..], engine),
            _ => ImageSource.Parse(text, registry),
        };
    }
}
