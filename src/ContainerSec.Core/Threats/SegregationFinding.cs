namespace ContainerSec.Threats;

/// <summary>Something that tenants share although they should not depend on each other.</summary>
/// <param name="Shared">What is shared: a kernel, a network, a volume, an identity.</param>
/// <param name="Tenants">The tenants that share it.</param>
/// <param name="Truth">Whether they are known to share it, or may.</param>
/// <param name="Because">Where each of them comes to it.</param>
public sealed record SegregationFinding(Privilege Shared, IReadOnlyList<string> Tenants, Truth Truth, IReadOnlyList<Evidence> Because);
