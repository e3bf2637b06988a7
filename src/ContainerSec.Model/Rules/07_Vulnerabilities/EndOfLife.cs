namespace ContainerSec.Rules;

/// <summary>A release of a product and the last day on which it gets security fixes.</summary>
/// <param name="Product">The product's name for people.</param>
/// <param name="Version">The release.</param>
/// <param name="LastDay">The last day of support (UTC).</param>
internal sealed record EndOfLife(string Product, string Version, DateTime LastDay);
