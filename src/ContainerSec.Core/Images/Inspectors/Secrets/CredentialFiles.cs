using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Files whose place or name says that what is set in them is a secret: there a password needs no form.</summary>
/// <remarks>
/// netrc(5); PostgreSQL, "The Password File"; gitcredentials(7); Docker's config.json; kubeconfig; npmrc(5); .pypirc of the packaging guide; MySQL option files;
/// configuration and user secrets of .NET; variables and state of Terraform; settings of Maven, Gradle, Spring, Composer, WordPress and Rails.
/// </remarks>
internal static class CredentialFiles
{
    private static readonly HashSet<string> KubernetesNames = ["token", "password"];
    private static readonly HashSet<string> DockerNames = ["auth", "identitytoken", "registrytoken", "password"];
    private static readonly HashSet<string> NpmNames = ["_auth", "_password"];
    private static readonly HashSet<string> PasswordNames = ["password"];
    private static readonly HashSet<string> ComposerNames = ["password", "github.com", "gitlab.com", "token"];
    private static readonly HashSet<string> WordPressNames = ["DB_PASSWORD", "AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT"];

    /// <summary>The secrets of a file, by its path; empty for all other files.</summary>
    /// <param name="path">Without leading slash.</param>
    /// <param name="text">What is in it, one character a byte.</param>
    public static IEnumerable<SecretHit> Find(string path, string text)
    {
        if (Kind(path) is not { } id)
            return [];
        var format = SecretFormats.WithId(id)!;
        return Values(id, text).Where(static v => v.End > v.Start).Select(v => new SecretHit(format, v.Start, v.End));
    }

    /// <summary>Which file it is; null for all others.</summary>
    public static string? Kind(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..].ToLowerInvariant();
        var folder = slash < 0 ? "" : path[(path.LastIndexOf('/', Math.Max(0, slash - 1)) + 1)..slash].ToLowerInvariant();
        return name switch
        {
            ".netrc" or "_netrc" => "netrc-password",
            ".pgpass" or "pgpass.conf" => "pgpass-password",
            ".git-credentials" => "git-credentials",
            ".dockercfg" or ".dockerconfigjson" => "docker-config-auth",
            "config.json" when folder is ".docker" or "docker" => "docker-config-auth",
            "kubeconfig" => "kubeconfig-token",
            "config" when folder == ".kube" => "kubeconfig-token",
            ".npmrc" => "npmrc-password",
            ".pypirc" => "pypirc-password",
            ".my.cnf" or "my.cnf" or "debian.cnf" => "mysql-client-password",
            "master.key" => "rails-master-key",
            "wp-config.php" => "wordpress-config",
            "auth.json" when folder is "composer" or ".composer" => "composer-auth",
            "secrets.json" => "user-secret",
            "settings.xml" when folder is ".m2" or "conf" or "maven" => "maven-password",
            "gradle.properties" => "gradle-secret",
            _ when name.StartsWith("appsettings", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal) => "appsettings-secret",
            _ when name is ".env" || (name.StartsWith(".env.", StringComparison.Ordinal) && !IsTemplate(name)) || name.EndsWith(".env", StringComparison.Ordinal) => "dotenv-secret",
            _ when name.EndsWith(".tfvars", StringComparison.Ordinal) || name.EndsWith(".tfvars.json", StringComparison.Ordinal) => "terraform-variable",
            _ when name.EndsWith(".tfstate", StringComparison.Ordinal) || name.EndsWith(".tfstate.backup", StringComparison.Ordinal) => "terraform-state-secret",
            _ when name.StartsWith("application", StringComparison.Ordinal) && (name.EndsWith(".properties", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal)) => "spring-secret",
            _ => null,
        };
    }

    private static bool IsTemplate(string name) =>
        name.Contains("example", StringComparison.Ordinal) || name.Contains("sample", StringComparison.Ordinal) || name.Contains("template", StringComparison.Ordinal) || name.Contains("dist", StringComparison.Ordinal);

    private static IEnumerable<(int Start, int End)> Values(string id, string text) => id switch
    {
        "netrc-password" => Netrc(text),
        "pgpass-password" => Pgpass(text),
        "git-credentials" => GitCredentials(text),
        "rails-master-key" => RailsKey(text),
        "maven-password" => Maven(text),
        "wordpress-config" => Named(PairText.Defines(text), WordPressNames, text),
        "docker-config-auth" => Named(PairText.Json(text), DockerNames, text),
        "composer-auth" => Named(PairText.Json(text), ComposerNames, text),
        "kubeconfig-token" => Named(PairText.Lines(text), KubernetesNames, text),
        "npmrc-password" => Named(PairText.Lines(text).Select(static p => (p.Name[(p.Name.LastIndexOf(':') + 1)..], p.Start, p.End)), NpmNames, text),
        "pypirc-password" or "mysql-client-password" => Named(PairText.Lines(text), PasswordNames, text),
        "appsettings-secret" or "user-secret" or "terraform-state-secret" => Secret(PairText.Json(text), text),
        "terraform-variable" when text.TrimStart().StartsWith('{') => Secret(PairText.Json(text), text),
        _ => Secret(PairText.Lines(text), text),
    };

    // What stands for another value is none.
    private static IEnumerable<(int Start, int End)> Named(IEnumerable<(string Name, int Start, int End)> pairs, HashSet<string> names, string text) =>
        pairs.Where(p => p.End - p.Start > 3 && names.Contains(p.Name) && !Placeholder.IsWholly(text[p.Start..p.End])).Select(static p => (p.Start, p.End));

    private static IEnumerable<(int Start, int End)> Secret(IEnumerable<(string Name, int Start, int End)> pairs, string text) =>
        pairs.Where(p => p.End > p.Start && SecretLiteral.Find(p.Name, text[p.Start..p.End], PolicyOptions.Default) is not null).Select(static p => (p.Start, p.End));

    // "machine api.contoso.com login me password x", in one line or several.
    private static IEnumerable<(int Start, int End)> Netrc(string text)
    {
        var isPassword = false;
        for (var i = 0; i < text.Length;)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i]))
                i++;
            var end = i;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            if (isPassword && end - i > 3 && !Placeholder.IsWholly(text[i..end]))
                yield return (i, end);
            isPassword = text.AsSpan(i, end - i).SequenceEqual("password");
            i = end;
        }
    }

    // host:port:database:user:password
    private static IEnumerable<(int Start, int End)> Pgpass(string text)
    {
        foreach (var (start, end) in PairText.LinesOf(text))
        {
            var at = start;
            var fields = 0;
            for (; fields < 4 && at <= end && text.IndexOf(':', at, end - at) is var colon and >= 0; fields++)
                at = colon + 1;
            if (fields == 4 && text[start] != '#' && end > at && text[at] != '*')
                yield return (at, end);
        }
    }

    private static IEnumerable<(int Start, int End)> GitCredentials(string text)
    {
        foreach (var (start, end) in PairText.LinesOf(text))
        {
            var scheme = text.IndexOf("://", start, end - start, StringComparison.Ordinal);
            var sign = scheme < 0 ? -1 : text.IndexOf('@', scheme, end - scheme);
            var colon = sign < 0 ? -1 : text.IndexOf(':', scheme + 3, sign - scheme - 3);
            if (colon > 0)
                yield return (colon + 1, sign);
        }
    }

    private static IEnumerable<(int Start, int End)> RailsKey(string text)
    {
        var key = text.Trim();
        if (key.Length == 32 && key.All(char.IsAsciiHexDigit))
            yield return (text.IndexOf(key, StringComparison.Ordinal), text.IndexOf(key, StringComparison.Ordinal) + 32);
    }

    // <password>x</password>; "{…}" is encrypted.
    private static IEnumerable<(int Start, int End)> Maven(string text)
    {
        for (var at = text.IndexOf("<password>", StringComparison.Ordinal); at >= 0; at = text.IndexOf("<password>", at + 1, StringComparison.Ordinal))
        {
            var start = at + "<password>".Length;
            var end = text.IndexOf('<', start);
            // The settings that Maven is delivered with show how, in comments.
            var isComment = text.LastIndexOf("<!--", at, StringComparison.Ordinal) > text.LastIndexOf("-->", at, StringComparison.Ordinal);
            if (!isComment && end > start + 3 && !Placeholder.IsWholly(text[start..end]) && text[start] != '{')
                yield return (start, end);
        }
    }
}
