namespace ContainerSec.Threats;

/// <summary>An identity that can do what was asked for.</summary>
/// <param name="Identity">A subject of a binding: members of a group are not told apart.</param>
/// <param name="Ruling">Whether, and by which binding, role and rule.</param>
public sealed record Grantee(ClusterIdentity Identity, Ruling Ruling);
