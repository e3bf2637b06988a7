namespace ContainerSec;

/// <summary>Finds addresses that are used without encryption.</summary>
internal static class ClearTextUrl
{
    private static readonly string[] Schemes = ["http://", "ftp://", "telnet://"];

    // Names that never leave the host, the network of the deployment or the company; and those of XML namespaces, which nobody connects to.
    private static readonly string[] LocalEndings = ["localhost", ".local", ".internal", ".svc", ".test", ".lan", ".intranet", ".home.arpa", "www.w3.org"];

    /// <summary>The address that a word is, or that stands behind its equals sign, as scheme and host: what surrounds them may be a secret. Null when it is none, or one that stays within the host or the network.</summary>
    /// <param name="word">An argument: <c>http://example.org/a.tar</c>, <c>--source=http://example.org</c>.</param>
    public static string? FindIn(string word)
    {
        if (word.IndexOf("://", StringComparison.Ordinal) < 0)
            return null;
        var bare = word.Trim('"', '\'', ',', ';', ')', '(');
        var equals = bare.IndexOf('=');
        if (bare.Length > 0 && bare[0] == '-' && equals > 0)
        {
            if (bare.IndexOf("proxy", 0, equals, StringComparison.OrdinalIgnoreCase) >= 0)
                return null;
            bare = bare.Substring(equals + 1);
        }

        var scheme = Schemes.FirstOrDefault(s => bare.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        var host = scheme is null ? "" : HostOf(bare.Substring(scheme.Length));
        return IsLocal(host) ? null : scheme + host;
    }

    /// <summary>Whether a host is reached without leaving the host, the deployment's network or a private network.</summary>
    /// <param name="host">A name or an address, without port.</param>
    public static bool IsLocal(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        // A name without dots is a service of the network; what has other characters is a placeholder.
        if (name.IndexOf('.') < 0 || name.Any(static c => !(char.IsLetterOrDigit(c) || c is '.' or '-' or '_')))
            return true;
        return LocalEndings.Any(e => name == e.TrimStart('.') || name.EndsWith(e, StringComparison.Ordinal)) || IsPrivateAddress(name);
    }

    /// <summary>Whether a host is the machine itself.</summary>
    /// <param name="host">A name or an address, without port.</param>
    public static bool IsLoopback(string host) =>
        host is "localhost" or "[::1]" or "::1" || host.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>The host of an address.</summary>
    /// <param name="rest">What follows the scheme and its two slashes.</param>
    public static string HostOf(string rest)
    {
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest.Substring(0, end);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        if (authority.StartsWith("[", StringComparison.Ordinal))
            return authority.Substring(0, authority.IndexOf(']') + 1);
        var colon = authority.LastIndexOf(':');
        return colon < 0 ? authority : authority.Substring(0, colon);
    }

    // RFC 1918, loopback, link-local, "this host"
    private static bool IsPrivateAddress(string name)
    {
        var parts = name.Split('.');
        if (parts.Length != 4 || !parts.All(static p => byte.TryParse(p, out _)))
            return false;
        var (first, second) = (byte.Parse(parts[0]), byte.Parse(parts[1]));
        return first is 0 or 10 or 127 || (first == 192 && second == 168) || (first == 172 && second is >= 16 and <= 31) || (first == 169 && second == 254);
    }
}
