using System.Globalization;

namespace ContainerSec;

/// <summary>A port, or ports in a row.</summary>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port; the same for a single one.</param>
internal readonly record struct PortRange(int First, int Last)
{
    /// <summary>Whether a port is among them.</summary>
    /// <param name="port">The port to look for.</param>
    public bool Contains(int port) => First <= port && port <= Last;

    /// <summary>Reads a port or range.</summary>
    /// <param name="text"><c>8080</c> or <c>8000-8010</c>.</param>
    /// <returns>The ports; null when the text names none.</returns>
    public static PortRange? Parse(string text)
    {
        var dash = text.IndexOf('-');
        if (!TryParse(dash < 0 ? text : text.Substring(0, dash), out var first) || !TryParse(text.Substring(dash + 1), out var last))
            return null;
        return new PortRange(first, last);
    }

    private static bool TryParse(string text, out int port) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
