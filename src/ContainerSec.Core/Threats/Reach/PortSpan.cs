using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>Ports in a row, of one protocol.</summary>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port; the same for a single one.</param>
/// <param name="Protocol">In lower case: <c>tcp</c>, <c>udp</c>, <c>sctp</c>.</param>
public readonly record struct PortSpan(int First, int Last, string Protocol)
{
    /// <summary>Whether a port is among them.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">Its protocol, in lower case; null means any.</param>
    public bool Contains(int port, string? protocol) => First <= port && port <= Last && (protocol is null || protocol == Protocol);

    /// <inheritdoc/>
    public override string ToString() => First == Last
        ? string.Create(CultureInfo.InvariantCulture, $"{First}/{Protocol}")
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}/{Protocol}");
}
