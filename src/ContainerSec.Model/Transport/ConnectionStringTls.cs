namespace ContainerSec;

/// <summary>What a connection string of a database says about TLS.</summary>
internal static class ConnectionStringTls
{
    /// <summary>The setting of a connection string that switches TLS or its verification off, as written: <c>sslmode=disable</c>.</summary>
    /// <param name="text">The value of a variable: keys and values in the style of ADO.NET or libpq, or an address with a query.</param>
    /// <returns>The setting; null when there is none.</returns>
    /// <remarks>Keywords: Microsoft.Data.SqlClient, Npgsql, MySqlConnector, libpq, Connector/J, MongoDB's connection string options.</remarks>
    public static string? FindOff(string text)
    {
        if (text.IndexOf('=') < 0)
            return null;
        var settings = text.Split(';', '&', '?').SelectMany(Separate).Where(static s => s.IndexOf('=') > 0).ToList();
        var namesServer = settings.Any(static s => Key(s) is "server" or "datasource" or "address" or "addr" or "host");
        return settings.FirstOrDefault(s => IsOff(Key(s), Value(s), namesServer))?.Trim();
    }

    // "host=db sslmode=disable" has blanks between settings, "Trust Server Certificate=true" within a key.
    private static IEnumerable<string> Separate(string part) =>
        part.IndexOf('=') != part.LastIndexOf('=') ? part.Split([' '], StringSplitOptions.RemoveEmptyEntries) : [part];

    private static string Key(string setting) =>
        new string([.. setting.Substring(0, setting.IndexOf('=')).Where(static c => c is not (' ' or '_' or '-' or '\t'))]).ToLowerInvariant();

    private static string Value(string setting) => setting.Substring(setting.IndexOf('=') + 1).Trim().Trim('\'', '"').ToLowerInvariant();

    private static bool IsOff(string key, string value, bool namesServer) => key switch
    {
        "trustservercertificate" => value is "true" or "yes",
        // Short words that other settings use too: only beside a server are they about a connection.
        "encrypt" => namesServer && value is "false" or "no" or "optional",
        "sslmode" => value is "disable" or "disabled" or "none",
        "usessl" => value is "false",
        "tlsinsecure" or "tlsallowinvalidcertificates" or "tlsallowinvalidhostnames" => value is "true",
        _ => false,
    };
}
