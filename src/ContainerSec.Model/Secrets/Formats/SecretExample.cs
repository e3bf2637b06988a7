namespace ContainerSec.Secrets;

/// <summary>Tokens of the right form that are none: examples of manuals, placeholders, keys of emulators, patterns that somebody typed.</summary>
internal static class SecretExample
{
    private static readonly string[] Words =
    [
        "example", "placeholder", "redacted", "changeme", "dummy", "your", "xxxx", "sample", "insert", "replace", "secret_key", "not_real", "notreal", "fake", "testtest", "foobar", "lorem", "deadbeef",
    ];

    // Openings of what manuals and emulators show and everybody knows, without the prefix of their kind.
    private static readonly string[] Known =
    [
        // GitHub's and npm's tokens in articles about their checksums.
        "zQWBuTSOoRi4", "qkJaB6MffYVz",
        // Google's keys in the samples of Maps and Firebase.
        "SyAnLA7NfeLq", "SyCkEhVjf3pd", "SyDMAScliyLx", "SyD3asb-2pEZ", "SyAdOS2zB6NC", "SyASWm6HmTMd", "SyANUvH9H9Bs", "SyA5_iVawFQ8", "SyA4UrcGxgwQ", "SyDSb51JiIcB", "SyBF2RrAIm4a", "SyBcE-OOIbhj", "SyB8qGxt4ec1", "SyA8vmApnrHN",
        // The key that Debian and Arch Linux ship with Chromium.
        "SyCkfPOPZXDK",
        // Azure's emulators of storage, Cosmos DB and Service Bus.
        "Eby8vdM02xNO", "C2y6yDjf5/R+", "SAS_KEY_VALU",
    ];

    /// <summary>Whether a token of the right form is an example.</summary>
    /// <param name="token">The whole token.</param>
    /// <param name="body">Where its own characters begin, behind the prefix that all of its kind have.</param>
    public static bool Is(string token, int body)
    {
        var own = token.Substring(body);
        foreach (var known in Known)
        {
            if (own.StartsWith(known, StringComparison.Ordinal) || token.StartsWith(known, StringComparison.Ordinal))
                return true;
        }

        return HasWord(own) || IsTyped(own) || HasPeriod(own);
    }

    /// <summary>Whether characters look drawn by chance: of several kinds, and not few of them over and over.</summary>
    /// <param name="body">The token's own characters.</param>
    /// <param name="mayHaveDigits">Whether its form allows digits; 20 characters and more then have one, or at least both capitals and small letters.</param>
    /// <param name="mustHaveDigits">Whether capitals and small letters do not suffice, because the form is that of words too.</param>
    public static bool LooksDrawn(string body, bool mayHaveDigits, bool mustHaveDigits)
    {
        var seen = new bool[128];
        var (digits, small, capitals, kinds) = (0, 0, 0, 0);
        foreach (var c in body)
        {
            if (!seen[c & 127])
                (seen[c & 127], kinds) = (true, kinds + 1);
            if (c is >= '0' and <= '9')
                digits++;
            else if (c is >= 'a' and <= 'z')
                small++;
            else if (c is >= 'A' and <= 'Z')
                capitals++;
        }

        var isMixed = (digits > 0 && small + capitals > 0) || (!mustHaveDigits && small > 0 && capitals > 0);
        return (!mayHaveDigits || body.Length < 20 || isMixed) && kinds >= Math.Min(8, body.Length / 2);
    }

    private static bool HasWord(string own)
    {
        foreach (var word in Words)
        {
            if (own.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    // abcdefg, 1234567, zzzzzzz: seven characters in the order of the alphabet or all alike.
    private static bool IsTyped(string own)
    {
        var (run, step) = (1, 0);
        for (var i = 1; i < own.Length; i++)
        {
            var difference = own[i] - own[i - 1];
            run = difference == step ? run + 1 : 2;
            step = difference;
            if (run >= 7 && step is 0 or 1 or -1)
                return true;
        }

        return false;
    }

    // The same few characters over and over.
    private static bool HasPeriod(string own)
    {
        for (var period = 1; period <= own.Length / 2 && period <= 16; period++)
        {
            var i = period;
            while (i < own.Length && own[i] == own[i - period])
                i++;
            if (i == own.Length)
                return true;
        }

        return false;
    }
}
