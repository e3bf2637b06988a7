namespace ContainerSec.Secrets;

/// <summary>Files and folders that hold keys and passwords by custom, known by their path.</summary>
/// <remarks>Left out are those that often hold none: <c>.pem</c> and <c>.crt</c> (certificates), <c>.npmrc</c> and <c>nuget.config</c> (addresses), <c>.env</c>.</remarks>
internal static class CredentialFile
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".netrc", "_netrc", ".git-credentials", ".pgpass", ".my.cnf", ".pypirc", ".dockercfg", ".htpasswd",
        "credentials.json", "service-account.json", "serviceaccount.json", "application_default_credentials.json", "client_secret.json", "kubeconfig",
        "master.key", "privkey.pem", "private.pem", "private-key.pem", "private_key.pem", "server-key.pem", "client-key.pem", "key.pem", "ca-key.pem", "secrets.json",
        ".ssh", ".aws", ".azure", ".kube", ".gnupg", ".gcloud",
    };

    // The last two parts of the path: the folder gives a plain name its meaning.
    private static readonly string[] Paths = [".aws/credentials", ".docker/config.json", ".kube/config", ".azure/accesstokens.json", ".ssh/config", "gcloud/credentials.db"];

    private static readonly string[] Extensions = [".pfx", ".p12", ".key", ".ppk", ".kdbx", ".keytab", ".ovpn"];

    private static readonly string[] Public = ["public", "example", "sample"];

    /// <summary>Variables that name a file of credentials.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        ["GOOGLE_APPLICATION_CREDENTIALS", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "HF_TOKEN_PATH", "KUBECONFIG", "NETRC", "PGPASSFILE", "AZURE_CLIENT_CERTIFICATE_PATH"];

    /// <summary>Whether a path is that of a file, or a folder, of credentials.</summary>
    /// <param name="path">With slashes of either kind.</param>
    public static bool Is(string path)
    {
        var whole = path.Replace('\\', '/').TrimEnd('/');
        var name = whole.Substring(whole.LastIndexOf('/') + 1);
        return (Names.Contains(name) || HasExtension(name) || IsBelowItsFolder(whole)) && !IsForEverybody(name);
    }

    private static bool HasExtension(string name)
    {
        foreach (var extension in Extensions)
        {
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsBelowItsFolder(string path)
    {
        foreach (var tail in Paths)
        {
            if (path.EndsWith(tail, StringComparison.OrdinalIgnoreCase) && (path.Length == tail.Length || path[path.Length - tail.Length - 1] == '/'))
                return true;
        }

        return false;
    }

    private static bool IsForEverybody(string name) =>
        name.EndsWith(".pub", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Public, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
