namespace ContainerSec.Threats;

/// <summary>The direction of traffic that a network policy governs, seen from its pods.</summary>
internal enum Direction
{
    Ingress,
    Egress,
}
