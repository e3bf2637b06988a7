using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Sources;

/// <summary>Where the documents and layers of an image are, found by digest: a layout, an archive of one, a repository of a registry.</summary>
internal interface IBlobStore
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Whether one blob is read after the other.</summary>
    bool IsSequential => false;

    /// <summary>Reads a manifest, index or configuration; null when it is not there.</summary>
    /// <param name="descriptor">Its digest is in a form that can be checked.</param>
    /// <param name="isManifest">Whether it is a manifest or index, which registries keep apart from blobs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ContainerSecException">It is larger than the budget allows.</exception>
    Task<byte[]?> ReadAsync(OciDescriptor descriptor, bool isManifest, CancellationToken cancellationToken);

    /// <summary>The layer of a descriptor whose digest is in a form that can be checked.</summary>
    Task<SourceLayer> FindLayerAsync(OciDescriptor descriptor, CancellationToken cancellationToken);

    /// <summary>What the store knows to refer to a manifest, besides what stands in indexes.</summary>
    Task<IReadOnlyList<ImageReferrer>> FindReferrersAsync(string digest, List<Gap> gaps, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ImageReferrer>>([]);
}
