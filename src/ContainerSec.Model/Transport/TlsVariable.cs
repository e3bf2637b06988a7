namespace ContainerSec;

/// <summary>An environment variable that switches the verification of certificates off, or TLS as a whole.</summary>
/// <param name="Name">Its name; programs that do not look at case are listed as their documentation spells it.</param>
/// <param name="Program">Who reads it.</param>
/// <param name="OffValues">The values that switch off, in lower case; empty means any but the empty text.</param>
internal sealed record TlsVariable(string Name, string Program, params IReadOnlyList<string> OffValues)
{
    /// <summary>The variables.</summary>
    /// <remarks>Sources: the documentation of each program; libpq's "Environment Variables"; ldap.conf(5); git(1).</remarks>
    public static IReadOnlyList<TlsVariable> All { get; } =
    [
        new("NODE_TLS_REJECT_UNAUTHORIZED", "Node.js", "0"),
        new("PYTHONHTTPSVERIFY", "Python", "0"),
        new("NPM_CONFIG_STRICT_SSL", "npm", "false"),
        new("YARN_ENABLE_STRICT_SSL", "Yarn", "false", "0"),
        new("GIT_SSL_NO_VERIFY", "Git"),
        new("PIP_TRUSTED_HOST", "pip"),
        new("CONDA_SSL_VERIFY", "conda", "false", "0", "no"),
        new("BUNDLE_SSL_VERIFY_MODE", "Bundler", "0"),
        new("GOINSECURE", "Go"),
        new("AZURE_CLI_DISABLE_CONNECTION_VERIFICATION", "the Azure CLI", "1", "true"),
        new("VAULT_SKIP_VERIFY", "Vault", "1", "true", "t"),
        new("NOMAD_SKIP_VERIFY", "Nomad", "1", "true", "t"),
        new("CONSUL_HTTP_SSL_VERIFY", "Consul", "0", "false", "f"),
        new("PGSSLMODE", "PostgreSQL clients", "disable"),
        new("LDAPTLS_REQCERT", "OpenLDAP", "never", "allow"),
    ];

    private static readonly Dictionary<string, TlsVariable> ByName = All.ToDictionary(static v => v.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The variable of a name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The variable; null when the name says nothing about TLS.</returns>
    public static TlsVariable? Find(string name) => ByName.TryGetValue(name, out var variable) ? variable : null;

    /// <summary>Whether a value switches off.</summary>
    /// <param name="value">The value as written.</param>
    public bool IsOff(string value) =>
        OffValues.Count == 0 ? value.Trim().Length > 0 : OffValues.Contains(value.Trim().ToLowerInvariant());
}
