#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Secrets;

/// <summary>Texts that say how to reach a service and carry the password along: <c>Server=db;Password=…</c>, <c>amqp://user:…@rabbit</c>.</summary>
internal static class ConnectionText
{
    private static readonly HashSet<string> PasswordKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "pwd", "accountkey", "sharedaccesskey", "accesskey", "sharedaccesssignature", "user password",
    };

    /// <summary>The password in a text; null when it has no place for one, empty when the place is empty.</summary>
    /// <param name="value">The text, without blanks around it.</param>
    public static string? Password(string value) => IsAddress(value) ? OfAddress(value) : OfPairs(value);

    /// <summary>Whether a text is an address with a scheme.</summary>
    /// <param name="value">The text.</param>
    public static bool IsAddress(string value)
    {
        var colon = value.IndexOf("://", StringComparison.Ordinal);
        return colon > 1 && value.Take(colon).All(static c => char.IsLetterOrDigit(c) || c is '+' or '-' or '.' or ':');
    }

    // scheme://user:password@host or ?password=…; a slash, a question mark or a blank ends the authority.
    private static string? OfAddress(string value)
    {
        var start = value.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = value.IndexOfAny(['/', '?', '#', ' '], start);
        var authority = end < 0 ? value.Substring(start) : value.Substring(start, end - start);
        var at = authority.LastIndexOf('@');
        var colon = at < 0 ? -1 : authority.IndexOf(':');
        return colon >= 0 && colon < at ? authority.Substring(colon + 1, at - colon - 1) : OfQuery(value);
    }

    private static string? OfQuery(string address)
    {
        var query = address.IndexOf('?');
        return query < 0 ? null : OfPairs(address.Substring(query + 1).Split('&'));
    }

    // Pairs as ADO.NET writes them, parted by semicolons; those of StackExchange.Redis are parted by commas. One pair alone is a setting, no connection string.
    private static string? OfPairs(string value)
    {
        if (!value.Contains('='))
            return null;
        var separator = value.Contains(';') ? ';' : ',';
        var pairs = value.Split(separator);
        return pairs.Length < 2 ? null : OfPairs(pairs);
    }

    private static string? OfPairs(string[] pairs)
    {
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && PasswordKeys.Contains(pair.Substring(0, equals).Trim()))
                return pair.Substring(equals + 1).Trim().Trim('"', '\'');
        }

        return null;
    }
}
