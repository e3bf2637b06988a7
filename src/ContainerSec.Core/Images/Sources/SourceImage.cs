namespace ContainerSec.Images;

/// <summary>An image that a source has found: manifest and configuration as bytes, layers to be opened.</summary>
public class SourceImage : IAsyncDisposable
{
    /// <summary>The digest of the chosen manifest as the source states it; null when there is none (docker archive, folder).</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the index that the manifest was chosen from; null when there was none.</summary>
    public string? IndexDigest { get; init; }

    /// <summary>The bytes of the manifest; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>The digest of the configuration as the manifest or the file's name states it; null when nobody states one.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The bytes of the configuration; empty when there is none (folder).</summary>
    public ReadOnlyMemory<byte> Config { get; init; }

    /// <summary>The layers, base first.</summary>
    public IReadOnlyList<SourceLayer> Layers { get; init; } = [];

    /// <summary>The names that the source gives the image: <c>shop:1.2</c>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Documents that refer to the image: attestations beside it in the index, referrers of OCI 1.1.</summary>
    public IReadOnlyList<ImageReferrer> Referrers { get; init; } = [];

    /// <summary>Whether the source was asked what refers to the image and could tell; only a registry can.</summary>
    public bool HasKnownReferrers { get; init; }

    /// <summary>What the source could not fetch or understand.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>Whether the source can only be read forwards, so that layers are read one after the other in their order.</summary>
    public bool IsSequential { get; init; }

    /// <summary>Closes files and connections.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
