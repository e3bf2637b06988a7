using System.Globalization;

namespace ContainerSec.Readers.DockerSyntax;

/// <summary>Published and exposed ports: <c>[[IP:]HOST:]CONTAINER[/PROTOCOL]</c>, each a number or a range.</summary>
internal static class PortSyntax
{
    /// <summary>The value of <c>--publish</c> and the short form of Compose's <c>ports</c>.</summary>
    /// <param name="text">The value; parts that are not known are holes.</param>
    /// <param name="origin">Where it was written.</param>
    /// <param name="error">What is wrong with it; null for nothing.</param>
    public static Fact<PublishedPort> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.IsHole())
            return Fact.Unknown<PublishedPort>(origin);
        if (text.IndexOf('=') >= 0)
            return ParseFields(text, origin, out error);
        var (ports, protocol) = SplitProtocol(text);
        var last = ports.LastIndexOf(':');
        var container = ports.Substring(last + 1);
        var rest = last < 0 ? "" : ports.Substring(0, last);
        // Everything before the host's port is an address: an IPv6 one has colons of its own, [::1]:80:80.
        var middle = rest.LastIndexOf(':');
        var host = middle < 0 ? rest : rest.Substring(middle + 1);
        var address = (middle < 0 ? "" : rest.Substring(0, middle)).Trim('[', ']');
        if (!IsRange(container) || (host.Length > 0 && !IsRange(host)))
        {
            error = $"'{text}' is not a port; write [[IP:]HOST:]CONTAINER[/PROTOCOL].";
            return Fact.Unknown<PublishedPort>(origin);
        }

        return Fact.Known(
            new PublishedPort
            {
                HostAddress = address.Length == 0 ? default : address.ToFact(origin),
                HostPort = host.Length == 0 ? default : host.ToFact(origin),
                ContainerPort = container.ToFact(origin),
                Protocol = protocol,
            },
            origin);
    }

    /// <summary>The value of <c>--expose</c>: <c>8080</c>, <c>8000-8010/udp</c>.</summary>
    public static Fact<ExposedPort> ParseExposed(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.HasHole())
            return Fact.Unknown<ExposedPort>(origin);
        var (port, protocol) = SplitProtocol(text);
        if (TryRange(port, out var first, out var last))
            return Fact.Known(new ExposedPort(first, last, protocol), origin);
        error = $"'{text}' is not a port; write a number or a range, PORT[/PROTOCOL].";
        return Fact.Unknown<ExposedPort>(origin);
    }

    /// <summary>A port or a range of ports.</summary>
    public static bool TryRange(string text, out int first, out int last)
    {
        var dash = text.IndexOf('-');
        last = 0;
        if (!TryPort(dash < 0 ? text : text.Substring(0, dash), out first))
            return false;
        if (dash >= 0)
            return TryPort(text.Substring(dash + 1), out last) && first <= last;
        last = first;
        return true;
    }

    // mode=host,published=8080,target=80,protocol=tcp: the long form, which run takes too.
    private static Fact<PublishedPort> ParseFields(string text, Provenance? origin, out string? error)
    {
        error = null;
        var port = new PublishedPort();
        foreach (var field in text.Split(','))
        {
            var equals = field.IndexOf('=');
            var value = field.Substring(equals + 1);
            switch (equals < 0 ? field : field.Substring(0, equals))
            {
                case "target":
                    port = port with { ContainerPort = value.ToFact(origin) };
                    break;
                case "published":
                    port = port with { HostPort = value.ToFact(origin) };
                    break;
                case "protocol":
                    port = port with { Protocol = value.ToLowerInvariant() };
                    break;
                case "mode":
                    break;
                default:
                    error ??= $"A port has no field '{field}'; use target, published, protocol and mode.";
                    break;
            }
        }

        return Fact.Known(port, origin);
    }

    private static (string Ports, string Protocol) SplitProtocol(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text.Substring(slash + 1).ToLowerInvariant();
        return (slash < 0 ? text : text.Substring(0, slash), protocol.Length == 0 || protocol.HasHole() ? "tcp" : protocol);
    }

    private static bool IsRange(string text) => text.HasHole() || TryRange(text, out _, out _);

    // 0 asks for a random port of the host.
    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
