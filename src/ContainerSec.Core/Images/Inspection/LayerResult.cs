namespace ContainerSec.Images.Inspection;

/// <summary>What one layer holds: the same for every image that has it, so it is kept by diff id.</summary>
internal sealed record LayerResult
{
    public required string DiffId { get; init; }

    /// <summary>Unpacked bytes.</summary>
    public long UnpackedSize { get; init; }

    public required FileTable Files { get; init; }

    public IReadOnlyList<LayerFact> Facts { get; init; } = [];

    public IReadOnlyList<LayerGap> Gaps { get; init; } = [];
}
