#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using System.Text;

namespace ContainerSec.Secrets;

/// <summary>Secrets whose form is more than a run of characters: keys between lines of dashes, addresses, headers, connection strings.</summary>
internal static class SecretText
{
    private const int LongestLine = 1024;
    private const int LongestKey = 6000;
    private static readonly (int Start, int End) None = (-1, -1);

    private static readonly HashSet<string> Databases = new(StringComparer.OrdinalIgnoreCase)
    {
        "postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps", "mssql", "sqlserver", "oracle", "clickhouse", "cassandra", "couchbase", "neo4j", "bolt", "influxdb", "elasticsearch", "nats", "kafka", "mqtt", "mqtts", "ldap", "ldaps",
    };

    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "ftp", "ftps", "sftp", "ssh", "git", "svn", "smtp", "smtps", "imap", "imaps", "socks5", "ws", "wss", "dav", "davs" };

    // What manuals write for a password or a host.
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "pass", "passw", "passwd", "passwrd", "password", "pwd", "pw", "passphrase", "pass_word", "secret", "token", "key", "user", "username", "login", "auth", "credentials", "foo", "bar", "baz", "hello", "world", "abc", "xyz", "test", "testing", "pass123", "mypass", "mypassword", "my_password", "mypasswd", "userpass", "dbpass", "proxy", "port", "none", "null", "oauth2", "x-oauth-basic", "value", "string", "anonymous", "s3cr3t", "p4ssw0rd", "sekret", "hunter2",
    };

    private static readonly string[] ShownHosts = ["example", "localhost", "127.0.0.1", "0.0.0.0", "[", "your", "some"];

    private static readonly HashSet<string> ShownNames = new(StringComparer.OrdinalIgnoreCase) { "host", "hostname", "server", "servername", "domain", "test", "foo", "bar", "proxy", "myhost", "myserver", "mydomain", "myproxy", "address", "ip" };

    /// <summary>PEM and OpenPGP: a key that is not encrypted, between lines of dashes; line ends may be escaped.</summary>
    public static (int Start, int End) PrivateKey(byte[] text, int start, int end, int at, int length)
    {
        var begin = LastIndex(text, Math.Max(start, at - 40), at, "-----BEGIN ");
        if (begin < 0 || Index(text, begin, at + length, "ENCRYPTED") >= 0)
            return None;
        // The words of the two kinds overlap: "PGP PRIVATE KEY BLOCK" is not "PRIVATE KEY-----".
        for (var i = begin + 11; i < at; i++)
        {
            if (!(text[i] is (>= (byte)'A' and <= (byte)'Z') or (byte)' ' or (>= (byte)'0' and <= (byte)'9')))
                return None;
        }

        var limit = Math.Min(end, at + length + LongestKey);
        var (last, characters) = KeyBody(text, at + length, limit);
        return characters >= 80 && Index(text, at, Math.Min(limit, at + 200), "4,ENCRYPTED") < 0 && !IsEncryptedOpenSsh(text, at, limit) && !IsTyped(text, at + length, last) ? (begin, last) : None;
    }

    /// <summary>The key of a Google service account: a PEM key as a value of JSON.</summary>
    public static (int Start, int End) ServiceAccount(byte[] text, int start, int end, int at, int length)
    {
        var value = Assignment.ValueStart(text, at + length - 1, end);
        var word = value < 0 || !IsAt(text, value, end, "-----BEGIN ") ? -1 : Index(text, value, Math.Min(end, value + 60), "PRIVATE KEY-----");
        return word < 0 ? None : PrivateKey(text, start, end, word, "PRIVATE KEY-----".Length);
    }

    /// <summary>PuTTY's own format of keys, without a passphrase.</summary>
    public static (int Start, int End) PuttyKey(byte[] text, int start, int end, int at, int length)
    {
        var head = Math.Min(end, at + 300);
        var key = Index(text, at, Math.Min(end, at + 4000), "Private-Lines:");
        return Index(text, at, head, "Encryption: none") >= 0 && key >= 0 ? (at, Math.Min(end, key + 600)) : None;
    }

    /// <summary>RFC 7519: header and payload are JSON in base64url, and the header names an algorithm.</summary>
    public static (int Start, int End) JsonWebToken(byte[] text, int start, int end, int at, int length)
    {
        if (at > start && IsToken(text[at - 1]))
            return None;
        var header = TokenEnd(text, at, end);
        var payload = header < end && text[header] == '.' && IsAt(text, header + 1, end, "eyJ") ? TokenEnd(text, header + 1, end) : -1;
        var signature = payload > 0 && payload < end && text[payload] == '.' ? TokenEnd(text, payload + 1, end) : -1;
        if (signature - payload < 21)
            return None;
        var claims = Decode(text, header + 1, payload);
        return Decode(text, at, header) is { } head && head.Contains("\"alg\"") && claims is not null && !claims.Contains("1234567890") && !claims.Contains("John Doe") ? (at, signature) : None;
    }

    /// <summary>scheme://user:password@host, RFC 3986.</summary>
    public static (int Start, int End) Url(byte[] text, int start, int end, int at, bool isDatabase)
    {
        var authority = at + 3;
        var (colon, sign) = (-1, -1);
        var limit = Math.Min(end, authority + 256);
        for (var i = authority; i < limit; i++)
        {
            var c = text[i];
            if (c is (byte)'/' or (byte)'?' or (byte)'#' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'>' or (byte)'`' or (byte)'\\' or (byte)')' or (byte)',' || c <= ' ' || c > '~')
                break;
            if (c == ':' && colon < 0)
                colon = i;
            else if (c == '@')
                sign = i;
        }

        if (colon < 0 || sign < colon + 5 || sign + 1 >= end)
            return None;
        var scheme = at;
        while (scheme > start && at - scheme < 16 && (IsLetter(text[scheme - 1]) || text[scheme - 1] == '+' || IsDigit(text[scheme - 1])))
            scheme--;
        var name = Ascii(text, scheme, at);
        if (!(isDatabase ? Databases : Addresses).Contains(name))
            return None;
        var password = Ascii(text, colon + 1, sign);
        var host = Ascii(text, sign + 1, Math.Min(limit, sign + 40));
        return IsReal(password) && !string.Equals(password, Ascii(text, authority, colon), StringComparison.OrdinalIgnoreCase) && !IsShownHost(host) ? (colon + 1, sign) : None;
    }

    /// <summary>A password of a connection string: pairs parted by semicolons, one of which names the server.</summary>
    public static (int Start, int End) ConnectionString(byte[] text, int start, int end, int at, int length)
    {
        var (lineStart, lineEnd) = Line(text, start, end, at);
        var value = at + length;
        var last = value;
        while (last < lineEnd && !(text[last] is (byte)';' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'&' or (byte)',' or (byte)'`' or (byte)'\\'))
            last++;
        if (last - value < 5)
            return None;
        var line = Ascii(text, lineStart, lineEnd).ToLowerInvariant();
        var isPairs = line.Contains(';') && (line.Contains("server=") || line.Contains("data source=") || line.Contains("datasource=") || line.Contains("host=") || line.Contains("addr="));
        var isRedis = line.Contains(":6379,") || line.Contains(":6380,") || line.Contains("abortconnect=");
        return (isPairs || isRedis) && IsReal(Ascii(text, value, last).Trim()) ? (value, last) : None;
    }

    /// <summary>A signature of Azure storage or of a Logic App, as part of an address.</summary>
    public static (int Start, int End) SharedAccessSignature(byte[] text, int start, int end, int at, int length)
    {
        if (at == start || !(text[at - 1] is (byte)'&' or (byte)'?' or (byte)';'))
            return None;
        var value = at + length;
        var last = value;
        while (last < end && (IsLetter(text[last]) || IsDigit(text[last]) || text[last] is (byte)'%' or (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_' or (byte)'='))
            last++;
        if (last - value is < 43 or > 120)
            return None;
        var (lineStart, lineEnd) = Line(text, start, end, at);
        var line = Ascii(text, lineStart, lineEnd);
        var isSigned = (line.Contains("sv=20") && line.Contains("se=")) || (line.Contains("logic.azure.com") && line.Contains("sp="));
        return isSigned && !SecretExample.Is(Ascii(text, value, last), 0) ? (value, last) : None;
    }

    /// <summary>The secret of Azure App Configuration: <c>Endpoint=https://x.azconfig.io;Id=…;Secret=…</c>.</summary>
    public static (int Start, int End) AppConfiguration(byte[] text, int start, int end, int at, int length)
    {
        var secret = Index(text, at, Math.Min(end, at + 200), ";Secret=");
        if (secret < 0)
            return None;
        var last = secret + 8;
        while (last < end && (IsLetter(text[last]) || IsDigit(text[last]) || text[last] is (byte)'+' or (byte)'/' or (byte)'='))
            last++;
        var value = Ascii(text, secret + 8, last);
        return value.Length >= 40 && !SecretExample.Is(value, 0) ? (secret + 8, last) : None;
    }

    /// <summary>user:password in base64 behind "Authorization: Basic".</summary>
    public static (int Start, int End) BasicHeader(byte[] text, int start, int end, int at, int length)
    {
        var value = at + length;
        var last = value;
        while (last < end && (IsLetter(text[last]) || IsDigit(text[last]) || text[last] is (byte)'+' or (byte)'/' or (byte)'='))
            last++;
        if (last - value is < 12 or > 400 || DecodeBase64(Ascii(text, value, last)) is not { } pair)
            return None;
        var colon = pair.IndexOf(':');
        // The client of RFC 6749, which every library of OAuth quotes, and the user of RFC 7617.
        return colon > 0 && !pair.StartsWith("s6BhdRkqt3:", StringComparison.Ordinal) && !pair.StartsWith("Aladdin:", StringComparison.OrdinalIgnoreCase) && pair.All(static c => c is >= ' ' and <= '~') && IsReal(pair.Substring(colon + 1)) ? (value, last) : None;
    }

    /// <summary>A token behind "Authorization: Bearer" of no form that is known by itself.</summary>
    public static (int Start, int End) BearerHeader(byte[] text, int start, int end, int at, int length)
    {
        var value = at + length;
        var last = value;
        while (last < end && (IsToken(text[last]) || text[last] is (byte)'.' or (byte)'~' or (byte)'+' or (byte)'/' or (byte)'='))
            last++;
        var token = Ascii(text, value, last);
        var isOne = token.Length is >= 24 and < 2000 && !SecretExample.Is(token, 0) && SecretExample.LooksDrawn(token, mayHaveDigits: true, mustHaveDigits: true) && SecretFormats.Find(token) is null;
        return isOne ? (value, last) : None;
    }

    /// <summary>The key of a key file of ASP.NET Core's data protection, which is there only when it is not encrypted.</summary>
    public static (int Start, int End) DataProtectionKey(byte[] text, int start, int end, int at, int length)
    {
        var value = Index(text, at, Math.Min(end, at + 400), "<value>");
        if (value < 0)
            return None;
        var last = value + 7;
        while (last < end && (IsLetter(text[last]) || IsDigit(text[last]) || text[last] is (byte)'+' or (byte)'/' or (byte)'='))
            last++;
        return last - value > 50 ? (value + 7, last) : None;
    }

    /// <summary>The password of a package source: <c>&lt;add key="ClearTextPassword" value="…" /&gt;</c>.</summary>
    public static (int Start, int End) NuGetPassword(byte[] text, int start, int end, int at, int length)
    {
        var value = Assignment.ValueStart(text, at + length, end);
        if (value < 0)
            return None;
        var last = value;
        while (last < end && last < value + 300 && !(text[last] is (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'\n'))
            last++;
        return last - value >= 5 && IsReal(Ascii(text, value, last)) ? (value, last) : None;
    }

    /// <summary>Whether a text may be somebody's password: no placeholder, no variable, none that manuals show and everybody knows.</summary>
    /// <param name="password">The text.</param>
    public static bool IsReal(string password) =>
        password.Length >= 5 && !Shown.Contains(password) && !WellKnownPassword.Is(password) && !Placeholder.IsWholly(password)
        && password.IndexOfAny(['{', '}', '<', '>', '*', '(', '|']) < 0 && password[0] is not ('$' or '%' or '@' or ':') && !password.Contains("...") && !password.Contains("%s") && !IsWordForPassword(password)
        && SecretValue.Of(password).Kind is SecretKind.Text or SecretKind.Random or SecretKind.Recognized;

    // "mysecret" stands for a password; "SuperSecret42" is one.
    private static bool IsWordForPassword(string password) =>
        (password.IndexOf("password", StringComparison.OrdinalIgnoreCase) >= 0 || password.IndexOf("secret", StringComparison.OrdinalIgnoreCase) >= 0) && !password.Any(char.IsDigit);

    private static bool IsShownHost(string host) => ShownNames.Contains(host.Split('.', ':', '/', '"', '\'', ' ')[0]) || ShownHosts.Any(shown => host.StartsWith(shown, StringComparison.OrdinalIgnoreCase)) || host.IndexOf("example.", StringComparison.OrdinalIgnoreCase) >= 0 || host.IndexOf("bogus", StringComparison.OrdinalIgnoreCase) >= 0 || host.IndexOf("${", StringComparison.Ordinal) >= 0;

    // Characters of base64 in lines, whose ends may be written "\n"; headers ("Version: …", "Comment: …") and the checksum of OpenPGP pass.
    private static (int End, int Characters) KeyBody(byte[] text, int at, int limit)
    {
        var characters = 0;
        var i = at;
        for (; i < limit; i++)
        {
            var c = text[i];
            if (c == '-' && IsAt(text, i, limit, "-----"))
                break;
            if (IsLetter(c) || IsDigit(c) || c is (byte)'+' or (byte)'/' or (byte)'=')
                characters++;
            else if (!(c is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' or (byte)'\\' or (byte)':' or (byte)'.' or (byte)'-' or (byte)'"' or (byte)',' or (byte)'(' or (byte)')' or (byte)'#' or (byte)'\''))
                break;
        }

        return (i, characters);
    }

    // "openssh-key-v1", then the name of the cipher, which is "none" when nobody has to type a passphrase.
    private static bool IsEncryptedOpenSsh(byte[] text, int at, int limit)
    {
        var head = Index(text, at, Math.Min(limit, at + 80), "b3BlbnNzaC1rZXktdjE");
        return head >= 0 && Index(text, head, Math.Min(limit, head + 60), "AAAABG5vbmU") < 0;
    }

    // A key of a manual: the same line over and over, dots, words.
    private static bool IsTyped(byte[] text, int start, int end)
    {
        var (kinds, seen) = (0, new bool[128]);
        for (var i = start; i < end && i < start + 200; i++)
        {
            if (text[i] < 128 && !seen[text[i]])
                (seen[text[i]], kinds) = (true, kinds + 1);
        }

        return kinds < 20 && Index(text, Math.Max(0, start - 60), start, "OpenVPN") < 0;
    }

    private static (int Start, int End) Line(byte[] text, int start, int end, int at)
    {
        var (first, last) = (at, at);
        while (first > start && at - first < LongestLine && text[first - 1] is not ((byte)'\n' or (byte)'\r' or 0))
            first--;
        while (last < end && last - at < LongestLine && text[last] is not ((byte)'\n' or (byte)'\r' or 0))
            last++;
        return (first, last);
    }

    private static string? Decode(byte[] text, int start, int end) => DecodeBase64(Ascii(text, start, end).Replace('-', '+').Replace('_', '/'));

    private static string? DecodeBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text.TrimEnd('=') + new string('=', (4 - (text.TrimEnd('=').Length % 4)) % 4)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static int TokenEnd(byte[] text, int at, int end)
    {
        var i = at;
        while (i < end && IsToken(text[i]))
            i++;
        return i;
    }

    private static int Index(byte[] text, int start, int end, string word)
    {
        for (var i = start; i + word.Length <= end; i++)
        {
            if (IsAt(text, i, end, word))
                return i;
        }

        return -1;
    }

    private static int LastIndex(byte[] text, int start, int end, string word)
    {
        for (var i = end - word.Length; i >= start; i--)
        {
            if (IsAt(text, i, end, word))
                return i;
        }

        return -1;
    }

    private static bool IsAt(byte[] text, int at, int end, string word)
    {
        if (at + word.Length > end)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (text[at + i] != word[i])
                return false;
        }

        return true;
    }

    private static string Ascii(byte[] text, int start, int end) => Encoding.ASCII.GetString(text, start, end - start);

    private static bool IsToken(byte c) => IsLetter(c) || IsDigit(c) || c is (byte)'_' or (byte)'-';

    private static bool IsLetter(byte c) => c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z');

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';
}
