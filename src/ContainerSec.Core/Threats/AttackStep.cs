namespace ContainerSec.Threats;

/// <summary>An edge of the attack graph: a technique that takes an attacker from one privilege to another.</summary>
public sealed record AttackStep
{
    /// <summary>The technique.</summary>
    public required TechniqueInfo Technique { get; init; }

    /// <summary>What the attacker has before.</summary>
    public required Privilege From { get; init; }

    /// <summary>What the attacker has after.</summary>
    public required Privilege To { get; init; }

    /// <summary>Whether all preconditions are known to hold (<see cref="Truth.Yes"/>, proven) or one of them is not known (<see cref="Truth.Maybe"/>, possible).</summary>
    public required Truth Truth { get; init; }

    /// <summary>The preconditions that hold, each with its place.</summary>
    public required IReadOnlyList<Evidence> Because { get; init; }

    /// <summary>The preconditions that are not known: the facts that would decide.</summary>
    public IReadOnlyList<Evidence> Undecided { get; init; } = [];

    /// <summary>Changes of which each one alone makes the step impossible.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>How strong what stands in the way is, 0 to 100.</summary>
    public required double Strength { get; init; }

    /// <summary>Boundaries that it crosses, by their name in the catalogue; none when it goes around all of them.</summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];

    /// <summary>The weight of the step in a path: -ln(1 - strength / 100).</summary>
    public double Cost => -Math.Log(1 - (Strength / 100));

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To} by {Technique.Id} ({Truth})";
}
