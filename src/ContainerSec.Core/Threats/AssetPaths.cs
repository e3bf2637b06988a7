namespace ContainerSec.Threats;

/// <summary>The ways to one asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Paths">The cheapest paths, proven ones first; at least one.</param>
public sealed record AssetPaths(Privilege Asset, IReadOnlyList<AttackPath> Paths)
{
    /// <summary>Whether one of them is proven.</summary>
    public bool IsProven => Paths[0].IsProven;
}
