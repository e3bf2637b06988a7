namespace ContainerSec.Threats;

/// <summary>A step from the rights of an identity to more, by the API server alone.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">To what.</param>
/// <param name="Truth">Whether it is open; never <see cref="Truth.No"/>.</param>
/// <param name="Because">The binding, the role and the rule that grant it, then what else it needs.</param>
public sealed record Escalation(EscalationKind Kind, EscalationTarget Target, Truth Truth, IReadOnlyList<Evidence> Because)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Target} ({Truth}): {string.Join("; ", Because)}";
}
