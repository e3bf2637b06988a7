namespace ContainerSec.Secrets;

/// <summary>What the name of a variable, parameter or option says about its value.</summary>
/// <remarks>
/// A name is read as words: <c>DB_PASSWORD</c>, <c>Jwt__SigningKey</c> and <c>redis.auth-token</c> are alike. Only its end counts, since that says what the value is:
/// a DB_PASSWORD is a password, a DB_PASSWORD_FILE is a file and a TOKEN_LIFETIME is a time.
/// </remarks>
internal static class SecretName
{
    // A name that ends in one of these holds a secret; a space joins words that must stand together. Parted once: each name is held against all of them.
    private static readonly string[][] Endings =
    [
        .. new[]
        {
            "password", "passwords", "passwd", "passphrase", "passcode", "pass", "pwd", "pw", "secret", "secrets", "token", "credential", "credentials",
            "apikey", "api key", "accesskey", "access key", "privatekey", "private key", "secretkey", "secret key", "secret key base", "encryption key",
            "signing key", "master key", "auth key", "jwt key", "pat",
        }.Select(static ending => ending.Split(' ')),
    ];

    // Parts of one word that are written without a boundary: PGPASSWORD, rootpassword, clientsecret.
    private static readonly string[] Suffixes = ["password", "passwd", "passphrase", "pass", "apikey", "clientsecret", "authtoken", "accesstoken", "apitoken", "accesskey", "secretkey", "privatekey"];

    // What every ending and suffix, and every hint, has a part of: most names have none and need not be parted into words.
    private static readonly Markers Parts = new("pass", "pw", "secret", "token", "credential", "key", "pat");
    private static readonly Markers HintParts = new("key", "auth", "salt", "token", "sig", "hmac", "seed", "dsn");

    // Words of the language that end in "pass".
    private static readonly HashSet<string> NoPasswords = ["bypass", "compass", "overpass", "underpass", "surpass", "singlepass", "multipass", "lowpass", "highpass"];

    // Names that say it in a way of their own.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "SSHPASS", "REDISCLI_AUTH", "NEO4J_AUTH", "masterauth", "DOCKER_AUTH_CONFIG", "VAULT_DEV_ROOT_TOKEN_ID", "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS" };

    // Endings under which a value counts only if it looks random: a key may be a name, a salt or a certificate may be public.
    private static readonly HashSet<string> Hints = ["key", "keys", "auth", "salt", "tokens", "sig", "signature", "hmac", "seed", "dsn"];

    // What stands behind the kind of value without changing it: DB_PASSWORD_DEV, TOKEN_2, SECRET_BASE64.
    private static readonly HashSet<string> Neutral =
    [
        "value", "default", "base64", "b64", "hex", "plain", "plaintext", "raw", "dev", "development", "test", "staging", "prod", "production",
        "primary", "secondary", "old", "new", "current", "previous",
    ];

    // Words before the ending that make it something else: a public key, a setting about passwords, a token of a parser or a language model.
    private static readonly HashSet<string> Exceptions =
    [
        "public", "publishable", "recv", "fingerprint", "allow", "enable", "enabled", "disable", "disabled", "require", "required", "requires", "max", "min", "use", "random",
        "generate", "show", "hide", "validate", "forgot", "reset", "onetime", "rotate",
        "cancellation", "continuation", "page", "csrf", "xsrf", "antiforgery", "eos", "bos", "pad", "stop", "unk", "sep", "mask", "cls",
    ];

    /// <summary>Whether the name says that its value is a secret.</summary>
    /// <param name="name">As written: <c>DB_PASSWORD</c>, <c>Jwt:Key</c>, <c>--api-key</c>.</param>
    /// <param name="ownWords">Words of the policy that count wherever they stand.</param>
    public static bool SaysSecret(string name, IReadOnlyList<string> ownWords)
    {
        if (Names.Contains(name))
            return true;
        if (ownWords.Count == 0 && !Parts.AreIn(name))
            return false;
        var words = Words(name);
        if (words.Count == 0 || HasOwnWord(words, ownWords))
            return words.Count > 0;
        // PWD is where a shell stands.
        if (string.Equals(name, "PWD", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "OLDPWD", StringComparison.OrdinalIgnoreCase))
            return false;
        TrimNeutral(words);
        return !words.Any(Exceptions.Contains) && !NamesAnObject(words) && (Endings.Any(ending => EndsWith(words, ending)) || HasSuffix(words));
    }

    /// <summary>Whether the name may belong to a secret, so that a value that looks random is one.</summary>
    /// <param name="name">As written.</param>
    public static bool HintsAtSecret(string name)
    {
        if (!HintParts.AreIn(name))
            return false;
        var words = Words(name);
        TrimNeutral(words);
        return words.Count > 0 && !words.Any(Exceptions.Contains) && Hints.Contains(words[words.Count - 1]);
    }

    /// <summary>The words of a name in lower case: <c>ClientSecret2</c> is client, secret, 2.</summary>
    /// <param name="name">As written; letters and digits count, everything else parts words.</param>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        for (var i = 0; i < name.Length;)
        {
            if (!char.IsLetterOrDigit(name[i]))
            {
                i++;
                continue;
            }

            var end = WordEnd(name, i);
            words.Add(name.Substring(i, end - i).ToLowerInvariant());
            i = end;
        }

        return words;
    }

    // aB parts a|B, ABc parts A|Bc; digits stay with the letters before them.
    private static int WordEnd(string name, int start)
    {
        var i = start + 1;
        for (; i < name.Length && char.IsLetterOrDigit(name[i]); i++)
        {
            var upper = char.IsUpper(name[i]);
            if (upper && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]))))
                break;
        }

        return i;
    }

    private static void TrimNeutral(List<string> words)
    {
        for (var last = words.Count - 1; last > 0 && (Neutral.Contains(words[last]) || words[last].All(char.IsDigit)); last--)
            words.RemoveAt(last);
        if (words.Count > 0)
            words[words.Count - 1] = words[words.Count - 1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    // IMAGE_PULL_SECRET and TLS_SECRET hold the name of a Secret object.
    private static bool NamesAnObject(List<string> words) =>
        words.Count > 1 && words[words.Count - 1] is ("secret" or "secrets") && words[words.Count - 2] is ("pull" or "tls" or "cert" or "certificate" or "ca");

    private static bool HasOwnWord(List<string> words, IReadOnlyList<string> ownWords)
    {
        for (var i = 0; i < ownWords.Count; i++)
        {
            if (words.Contains(ownWords[i].ToLowerInvariant()))
                return true;
        }

        return false;
    }

    private static bool EndsWith(List<string> words, string[] parts)
    {
        if (parts.Length > words.Count)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (words[words.Count - parts.Length + i] != parts[i])
                return false;
        }

        return true;
    }

    private static bool HasSuffix(List<string> words) =>
        !NoPasswords.Contains(words[words.Count - 1])
        && Suffixes.Any(suffix => words[words.Count - 1].EndsWith(suffix, StringComparison.Ordinal));
}
