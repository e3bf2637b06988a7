namespace ContainerSec.Secrets;

/// <summary>A secret that stands in the text.</summary>
/// <param name="What">What it is, for messages: <c>a secret in plain text</c>, <c>a GitHub token (ghp_…, 40 characters)</c>. Never the value.</param>
/// <param name="IsWellKnown">Whether everybody knows it.</param>
internal sealed record SecretLiteral(string What, bool IsWellKnown)
{
    /// <summary>The secret that a named value is; null when it is none.</summary>
    /// <param name="name">The name of the variable, parameter, option or label.</param>
    /// <param name="value">Its value as written.</param>
    /// <param name="options">Words of the policy that make a name a secret's.</param>
    public static SecretLiteral? Find(string name, string value, PolicyOptions options)
    {
        if (SecretValue.OfForm(value) is { } recognized)
            return recognized.Kind == SecretKind.Recognized ? new SecretLiteral(recognized.Label!, recognized.HasWellKnownPassword) : null;
        var (says, hints) = (IsSecret(name, value, options), SecretName.HintsAtSecret(name));
        if (!says && !hints)
            return null;
        var judged = SecretValue.Of(value);
        var isSecret = (judged.Kind == SecretKind.Random && (says || !IsFingerprint(value))) || (says && judged.Kind is (SecretKind.Text or SecretKind.WellKnown));
        return isSecret ? new SecretLiteral("a secret in plain text", judged.HasWellKnownPassword) : null;
    }

    /// <summary>The secret that a variable's value is; null when it is none, not known, or does not stand in the text that was read.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="options">Words of the policy that make a name a secret's.</param>
    public static SecretLiteral? Find(EnvironmentVariable variable, PolicyOptions options) =>
        variable.Value.IsKnown && StandsInText(variable) ? Find(variable.Name, variable.Value.Value, options) : null;

    // "${PASSWORD:-hunter2}" holds its default; a value from an .env file does not stand where the variable is set.
    private static bool StandsInText(EnvironmentVariable variable)
    {
        if (variable.Source != ValueSource.Interpolated)
            return variable.Source == ValueSource.Literal;
        var value = variable.Value.Value!;
        var secret = ConnectionText.Password(value) ?? value;
        return variable.Value.Origin?.Text is { } text && secret.Length > 0
            && text.Source.Content.IndexOf(secret, text.StartOffset, text.EndOffset - text.StartOffset, StringComparison.Ordinal) >= 0;
    }

    // GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305 names a public key: OpenPGP writes 40 digits, in capitals.
    private static bool IsFingerprint(string value)
    {
        var digits = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? value.Substring(2) : value;
        return digits.Length == 40 && digits.All(static c => c is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
    }

    // One or two digits are a count, no password.
    private static bool IsSecret(string name, string value, PolicyOptions options) =>
        SecretName.SaysSecret(name, options.SecretWords) && !(value.Length < 3 && value.All(char.IsDigit));
}
