namespace ContainerSec.Threats;

/// <summary>A rule that a role has, its own or by aggregation.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Role">The role that it is written in.</param>
/// <param name="Truth">Whether the role has it for certain.</param>
/// <param name="Doubt">Why not; null when it has.</param>
internal sealed record RoleRule(RbacRule Rule, RbacRole Role, Truth Truth = Truth.Yes, string? Doubt = null);
