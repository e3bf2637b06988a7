namespace ContainerSec.Threats;

/// <summary>A step from the rights of an identity to more, by the API server alone.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">To what.</param>
/// <param name="Truth">Whether it is open; never <see cref="Truth.No"/>.</param>
/// <param name="Because">The binding, the role and the rule that grant it, then what else it needs.</param>
public sealed record Escalation(EscalationKind Kind, EscalationTarget Target, Truth Truth, IReadOnlyList<Evidence> Because)
{
    /// <summary>The bindings that it needs, as <see cref="Because"/> names them: taking one of them away closes this way, and no other of the same kind.</summary>
    public IReadOnlyList<Evidence> Bindings { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Target} ({Truth}): {string.Join("; ", Because)}";
}
