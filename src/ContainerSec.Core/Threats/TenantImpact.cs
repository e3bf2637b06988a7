namespace ContainerSec.Threats;

/// <summary>What a compromise means for one tenant.</summary>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Falls">Containers of it that fall.</param>
/// <param name="MayFall">Containers of it that may fall.</param>
/// <param name="Holds">Containers of it that hold.</param>
public sealed record TenantImpact(string Tenant, IReadOnlyList<string> Falls, IReadOnlyList<string> MayFall, IReadOnlyList<string> Holds);
