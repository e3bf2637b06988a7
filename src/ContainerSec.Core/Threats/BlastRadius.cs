namespace ContainerSec.Threats;

/// <summary>What falls when one thing has fallen.</summary>
public sealed record BlastRadius
{
    /// <summary>What fell first.</summary>
    public required Privilege Start { get; init; }

    /// <summary>What falls with it: every step there is proven and needs no flaw in a program.</summary>
    public required IReadOnlyList<Privilege> Falls { get; init; }

    /// <summary>What may fall: a step there is only possible, or needs a flaw in a program.</summary>
    public required IReadOnlyList<Privilege> MayFall { get; init; }

    /// <summary>Assets and containers that hold.</summary>
    public required IReadOnlyList<Privilege> Holds { get; init; }

    /// <summary>The same by tenant, in the order of their names.</summary>
    public required IReadOnlyList<TenantImpact> Tenants { get; init; }
}
