namespace ContainerSec.Threats;

/// <summary>How strong one boundary of a container is, as far as the facts tell.</summary>
/// <remarks>What counts is <see cref="Lowest"/>: facts that are not known are taken to be as bad as they can be. <see cref="Highest"/> shows what knowing them could give.</remarks>
public sealed record BoundaryRating
{
    /// <summary>What lies behind it.</summary>
    public required BoundarySide Side { get; init; }

    /// <summary>What it is at the least.</summary>
    public required Boundary Lowest { get; init; }

    /// <summary>What it is at the most, if every open fact turns out well.</summary>
    public required Boundary Highest { get; init; }

    /// <summary>The strength that can be relied on, 0 to 100.</summary>
    public required int LowestStrength { get; init; }

    /// <summary>The strength if every open fact turns out well.</summary>
    public required int HighestStrength { get; init; }

    /// <summary>What it rests on, and what weakens it.</summary>
    public IReadOnlyList<Evidence> Reasons { get; init; } = [];

    /// <summary>The facts that are not known and would decide between lowest and highest; empty when none is open.</summary>
    public IReadOnlyList<Evidence> Deciding { get; init; } = [];

    /// <summary>Whether no open fact changes the strength.</summary>
    public bool IsDecided => LowestStrength == HighestStrength;

    /// <summary>What a step over it costs an attacker: -ln(1 - strength/100), which adds up over several boundaries; infinite at 100.</summary>
    public double LowestCost => -Math.Log(1 - (LowestStrength / 100.0));

    /// <inheritdoc/>
    public override string ToString() => IsDecided ? $"{Side}: {LowestStrength} ({Lowest.Id})" : $"{Side}: {LowestStrength}..{HighestStrength} ({Lowest.Id} .. {Highest.Id})";
}
