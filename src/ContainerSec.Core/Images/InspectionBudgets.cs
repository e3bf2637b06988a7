namespace ContainerSec.Images;

/// <summary>How much of an image is read before the rest becomes a <see cref="Gap"/>. Images are hostile input; nothing here is about good ones.</summary>
public sealed record InspectionBudgets
{
    /// <summary>The defaults.</summary>
    public static InspectionBudgets Default { get; } = new();

    /// <summary>Unpacked bytes of one layer: 32 GiB.</summary>
    public long MaxLayerSize { get; init; } = 32L << 30;

    /// <summary>How many times larger than its packed bytes a layer may become: 200. Gzip reaches a thousand on zeros alone; the first 256 MiB are free.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Entries of one layer: 1,000,000.</summary>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>Layers of an image: 1,000.</summary>
    public int MaxLayers { get; init; } = 1000;

    /// <summary>Bytes of an entry's name or link target: 4,096, as the kernel's PATH_MAX.</summary>
    public int MaxPathLength { get; init; } = 4096;

    /// <summary>Bytes of all names of a layer together: 128 MiB.</summary>
    public int MaxNamesSize { get; init; } = 128 << 20;

    /// <summary>Bytes of extended headers and long names before one entry: 1 MiB.</summary>
    public int MaxHeaderSize { get; init; } = 1 << 20;

    /// <summary>Bytes of a manifest, index or configuration: 4 MiB, as registries accept.</summary>
    public int MaxManifestSize { get; init; } = 4 << 20;

    /// <summary>Bytes of files that are held in memory at the same time, over all layers: 64 MiB. A larger file that has to be held as a whole is a gap.</summary>
    public int MaxBufferedSize { get; init; } = 64 << 20;

    /// <summary>Facts of one layer (packages, secrets, keys …): 200,000.</summary>
    public int MaxFacts { get; init; } = 200_000;

    /// <summary>Gaps of one layer that are listed one by one: 1,000; the last one then says that there are more.</summary>
    public int MaxGaps { get; init; } = 1000;

    /// <summary>How deep archives in archives are opened: 4.</summary>
    public int MaxNesting { get; init; } = 4;
}
