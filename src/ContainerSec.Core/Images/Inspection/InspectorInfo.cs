namespace ContainerSec.Images.Inspection;

/// <summary>What an inspector is called, which version of it this is, and which files it asks for.</summary>
/// <param name="Name">Stable, in lower case; part of the key under which a layer's results are kept.</param>
/// <param name="Version">Raised whenever the same bytes give other facts.</param>
internal sealed record InspectorInfo(string Name, int Version)
{
    /// <summary>The files that it is offered; an entry is offered once, however many interests name it.</summary>
    public required IReadOnlyList<PathInterest> Interests { get; init; }

    /// <summary>The largest file that it is offered, in bytes; of a larger one a gap is told in its name. Null when <see cref="Inspector.Scan"/> reads files piece by piece and has no limit.</summary>
    public long? MaxFileSize { get; init; } = 16 << 20;

    /// <summary>The code of the gap for a file that is too large.</summary>
    public string GapCode { get; init; } = GapCodes.PackageEvidence;
}
