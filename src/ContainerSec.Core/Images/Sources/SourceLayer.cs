namespace ContainerSec.Images;

/// <summary>A layer in a source.</summary>
public abstract class SourceLayer
{
    /// <summary>The media type; empty when the source states none (docker archive).</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The digest of the bytes as stored, that they are verified against; null when the source states none (docker archive, engine).</summary>
    public string? Digest { get; init; }

    /// <summary>Bytes as stored; -1 when it is not known.</summary>
    public long Size { get; init; } = -1;

    /// <summary>Whether the bytes are not in the source: a foreign layer, a blob that is missing.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Where it stands in its source. Layers are read in this order, so that a source that can only be read forwards is read once.</summary>
    public long Order { get; init; }

    /// <summary>What the source could not read of the layer; known when it was read to its end.</summary>
    public virtual IReadOnlyList<Gap> Gaps => [];

    /// <summary>Opens the bytes as stored, perhaps compressed. Layers are opened from several threads at the same time.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FileNotFoundException">The bytes are not in the source, which came out only now.</exception>
    /// <exception cref="IOException">The source failed.</exception>
    public abstract Task<Stream> OpenAsync(CancellationToken cancellationToken = default);
}
