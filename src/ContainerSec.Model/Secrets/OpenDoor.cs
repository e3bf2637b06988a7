namespace ContainerSec.Secrets;

/// <summary>Settings that switch off the authentication of well-known servers.</summary>
/// <remarks>Each as the product documents it. Names are compared without regard to case, since .NET products read them so.</remarks>
internal static class OpenDoor
{
    private static readonly Dictionary<string, Func<string, bool>> Variables = new(StringComparer.OrdinalIgnoreCase)
    {
        // PostgreSQL's image: the method of pg_hba.conf for every host.
        ["POSTGRES_HOST_AUTH_METHOD"] = Is("trust"),
        // The images of MySQL and MariaDB ask only whether anything is set.
        ["MYSQL_ALLOW_EMPTY_PASSWORD"] = static value => value.Length > 0 && !IsOff(value),
        ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD"] = static value => value.Length > 0 && !IsOff(value),
        ["MARIADB_ALLOW_EMPTY_PASSWORD"] = static value => value.Length > 0 && !IsOff(value),
        // Bitnami's images of databases, caches and ZooKeeper.
        ["ALLOW_EMPTY_PASSWORD"] = IsOn,
        ["ALLOW_ANONYMOUS_LOGIN"] = IsOn,
        // Elasticsearch and OpenSearch.
        ["xpack.security.enabled"] = IsOff,
        ["DISABLE_SECURITY_PLUGIN"] = IsOn,
        ["plugins.security.disabled"] = IsOn,
        ["NEO4J_AUTH"] = Is("none"),
        ["ME_CONFIG_BASICAUTH"] = IsOff,
        ["INFLUXDB_HTTP_AUTH_ENABLED"] = IsOff,
        ["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"] = IsOn,
        ["RAVEN_Security_UnsecuredAccessAllowed"] = static value => Is("PublicNetwork")(value) || Is("PrivateNetwork")(value),
        // Grafana: without signing in everybody may change everything.
        ["GF_AUTH_ANONYMOUS_ORG_ROLE"] = Is("Admin"),
    };

    // Arguments; with a value where the switch alone does not say it.
    private static readonly Dictionary<string, Func<string, bool>?> Arguments = new(StringComparer.Ordinal)
    {
        ["--protected-mode"] = Is("no"),
        ["--noauth"] = null,
        ["--skip-grant-tables"] = null,
        ["--enable-skip-login"] = static value => !IsOff(value),
        ["--api.insecure"] = static value => !IsOff(value),
        ["--NotebookApp.token"] = static value => value.Length == 0,
        ["--ServerApp.token"] = static value => value.Length == 0,
        ["--IdentityProvider.token"] = static value => value.Length == 0,
    };

    /// <summary>Whether a variable switches authentication off.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static bool IsOpenedBy(string name, string value) => Variables.TryGetValue(name, out var isOpen) && isOpen(value);

    /// <summary>Whether a variable is among those that can switch authentication off.</summary>
    /// <param name="name">Its name.</param>
    public static bool Knows(string name) => Variables.ContainsKey(name);

    /// <summary>Whether an argument switches authentication off.</summary>
    /// <param name="argument">The argument with its value, if it has one.</param>
    public static bool IsOpenedBy(NamedArgument argument)
    {
        // A switch without a value stands as the value of a nameless argument.
        var name = argument.Written.Length > 0 ? argument.Written : argument.Value.Value ?? "";
        if (!Arguments.TryGetValue(name, out var isOpen))
            return false;
        return isOpen is null || (argument.Written.Length > 0 ? argument.Value.Is(isOpen) : isOpen("true"));
    }

    private static Func<string, bool> Is(string expected) => value => string.Equals(value.Trim(), expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsOn(string value) => value.Trim().ToLowerInvariant() is "true" or "yes" or "1" or "on";

    private static bool IsOff(string value) => value.Trim().ToLowerInvariant() is "false" or "no" or "0" or "off";
}
