using System.Globalization;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Ports of EXPOSE: <c>port[-port][/protocol]</c>; a host part before a colon is allowed and means nothing.</summary>
internal static class PortSpecification
{
    /// <summary>The ports; null when the text names none.</summary>
    public static ExposedPort? Parse(string text)
    {
        var container = text.Substring(text.LastIndexOf(':') + 1);
        var slash = container.IndexOf('/');
        var protocol = slash < 0 ? "tcp" : container.Substring(slash + 1).ToLowerInvariant();
        var range = slash < 0 ? container : container.Substring(0, slash);
        var dash = range.IndexOf('-');
        if (protocol.Length == 0)
            protocol = "tcp";
        if (protocol is not ("tcp" or "udp" or "sctp"))
            return null;
        var first = Number(dash < 0 ? range : range.Substring(0, dash));
        var last = dash < 0 ? first : Number(range.Substring(dash + 1));
        return first is { } from && last is { } to && from <= to ? new ExposedPort(from, to, protocol) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null;
}
