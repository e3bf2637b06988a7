namespace ContainerSec;

/// <summary>Why a finding is accepted.</summary>
/// <param name="Kind">Where it was said.</param>
/// <param name="Reason">Why.</param>
/// <param name="Origin">The place where it was said; null when it is in no text.</param>
public sealed record Suppression(SuppressionKind Kind, string Reason, Provenance? Origin = null);
