namespace ContainerSec;

/// <summary>Arguments that switch the verification of certificates off, as many programs understand them.</summary>
internal static class TlsArguments
{
    // Switches that need no value; "=false" takes them back.
    private static readonly string[] Off =
    [
        "--insecure", "--insecure-skip-tls-verify", "--insecure-skip-verify", "--tls-insecure", "--tls-insecure-skip-verify", "--tls-skip-verify",
        "--skip-tls-verify", "--no-check-certificate", "--no-verify-ssl", "--no-ssl-verify", "--kubelet-insecure-tls", "-skipcertificatecheck",
    ];

    // Switches that are on unless they are given the value false.
    private static readonly string[] On =
        ["--tls-verify", "--tlsverify", "--src-tls-verify", "--dest-tls-verify", "--ssl-verify", "--verify-ssl", "--verify-tls", "--strict-ssl"];

    // Options of curl(1) without value, which may stand before k in one word: -fsSLk.
    private const string CurlSwitches = "0123456afgGiIjJklLMnNOpqRsSvVZ#";

    /// <summary>The argument of a text that switches off; null when none does. A text with blanks is taken word by word: it is the script of a shell.</summary>
    /// <param name="text">One argument.</param>
    public static string? FindIn(string text)
    {
        if (text.IndexOf('-') < 0)
            return null;
        var words = text.Split([' ', '\t', '\n', '\r', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        var inCurl = false;
        foreach (var word in words)
        {
            if (IsOff(word) || (inCurl && IsCurlInsecure(word)))
                return word;
            inCurl = word == "curl" || word.EndsWith("/curl", StringComparison.Ordinal) || (inCurl && word is not ("|" or "||" or "&&" or ";"));
        }

        return null;
    }

    /// <summary>Whether one word switches off.</summary>
    /// <param name="word">An argument without blanks: <c>--insecure</c>, <c>--tls-verify=false</c>.</param>
    public static bool IsOff(string word)
    {
        if (word.Length == 0 || word[0] != '-')
            return false;
        var equals = word.IndexOf('=');
        var name = (equals < 0 ? word : word.Substring(0, equals)).ToLowerInvariant();
        var value = equals < 0 ? null : word.Substring(equals + 1).ToLowerInvariant();
        return Off.Contains(name) ? value is null or "true" or "1" : On.Contains(name) && value is "false" or "0";
    }

    /// <summary>Whether a word of a curl command is <c>-k</c>, alone or together with other switches.</summary>
    /// <param name="word">The word.</param>
    public static bool IsCurlInsecure(string word)
    {
        if (word.Length < 2 || word[0] != '-' || word[1] == '-')
            return false;
        for (var i = 1; i < word.Length; i++)
        {
            if (word[i] == 'k')
                return true;
            if (CurlSwitches.IndexOf(word[i]) < 0)
                return false;
        }

        return false;
    }
}
