namespace ContainerSec.Secrets;

/// <summary>What a literal value is, and how to speak of it without showing it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Label">What it looks like, for messages: <c>a GitHub token (ghp…, 40 characters)</c>; null unless it was recognized by its form.</param>
/// <param name="HasWellKnownPassword">Whether the password in it is one that everybody knows: a connection string of <c>guest:guest</c>.</param>
internal readonly record struct SecretValue(SecretKind Kind, string? Label = null, bool HasWellKnownPassword = false)
{
    private const int LongestJudged = 16 * 1024;

    /// <summary>Says what a value is.</summary>
    /// <param name="text">The value as written.</param>
    public static SecretValue Of(string text)
    {
        var value = text.Trim();
        if (value.Length is 0 or > LongestJudged || IsFlag(value))
            return new SecretValue(SecretKind.Harmless);
        if (OfForm(value) is { } recognized)
            return recognized;
        if (Placeholder.IsWholly(value))
            return new SecretValue(SecretKind.Placeholder, HasWellKnownPassword: WellKnownPassword.Is(value));
        if (WellKnownPassword.Is(value))
            return new SecretValue(SecretKind.WellKnown, HasWellKnownPassword: true);
        if (IsReference(value))
            return new SecretValue(SecretKind.Harmless);
        return new SecretValue(IsRandom(value) ? SecretKind.Random : SecretKind.Text);
    }

    /// <summary>What a value is by its form alone; null when its form says nothing. Cheap: it is asked of every value.</summary>
    /// <param name="text">The value as written.</param>
    public static SecretValue? OfForm(string text)
    {
        var value = text.Trim();
        if (value.Length is 0 or > LongestJudged)
            return null;
        if (ConnectionText.Password(value) is { } password)
            return OfConnection(value, password);
        return SecretFormats.Find(value) is { } format && !Placeholder.IsWholly(value) ? new SecretValue(SecretKind.Recognized, format) : null;
    }

    private static SecretValue OfConnection(string value, string password)
    {
        if (password.Length == 0 || Placeholder.IsWholly(password))
            return new SecretValue(SecretKind.Placeholder, HasWellKnownPassword: WellKnownPassword.Is(password));
        var label = ConnectionText.IsAddress(value) ? "an address with a password in it" : "a connection string with a password in it";
        return new SecretValue(SecretKind.Recognized, label, WellKnownPassword.Is(password));
    }

    private static bool IsFlag(string value) =>
        value.Length <= "disabled".Length && value.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "0" or "1" or "none" or "null" or "enabled" or "disabled";

    // A path or an address says where a secret is, not what it is; a certificate is public.
    private static bool IsReference(string value) =>
        value.StartsWith("-----BEGIN ", StringComparison.Ordinal) || value[0] == '/' || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("../", StringComparison.Ordinal)
        || value.StartsWith("~/", StringComparison.Ordinal) || value.Contains("://") || (value.Length > 2 && value[1] == ':' && value[2] is '\\' or '/');

    // Base64, hexadecimal and the like: long enough, digits among letters, and close to what chance would draw.
    private static bool IsRandom(string value)
    {
        if (value.Length < 20 || !value.All(IsTokenCharacter))
            return false;
        var digits = value.Count(char.IsDigit);
        var isHex = value.All(IsHex);
        var mixed = value.Any(char.IsLower) && value.Any(char.IsUpper);
        return digits >= 2 && digits < value.Length && (isHex || mixed) && BitsPerCharacter(value) >= (isHex ? 3.0 : 3.7);
    }

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '/' or '=' or '_' or '-' or '.' or '~';

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    // Shannon's entropy of the characters' frequencies.
    private static double BitsPerCharacter(string value)
    {
        var counts = new int[128];
        foreach (var c in value)
            counts[c & 127]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / value.Length * Math.Log((double)count / value.Length, 2);
        }

        return bits;
    }
}
