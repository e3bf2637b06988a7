namespace ContainerSec.Images;

/// <summary>Where an image is: an archive, a layout, a folder, an engine, a registry.</summary>
/// <remarks>A source only fetches. Digests and diff ids are verified by who reads it, <see cref="ImageInspector"/>.</remarks>
public abstract class ImageSource
{
    /// <summary>As a user names it: <c>docker-archive:shop.tar</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Finds the image and reads its manifest and configuration, no layer.</summary>
    /// <param name="options">The platform that is taken of an index, and budgets.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ContainerSecException">There is no image, or its manifest or configuration is unusable.</exception>
    /// <exception cref="IOException">The source failed while it was read.</exception>
    public abstract Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
