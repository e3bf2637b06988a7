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
        var judged = SecretValue.Of(value);
        return judged.Kind switch
        {
            SecretKind.Recognized => new SecretLiteral(judged.Label!, judged.HasWellKnownPassword),
            SecretKind.Random when SecretName.HintsAtSecret(name) => new SecretLiteral("a secret in plain text", false),
            SecretKind.WellKnown or SecretKind.Text or SecretKind.Random when IsSecret(name, value, options) =>
                new SecretLiteral("a secret in plain text", judged.HasWellKnownPassword),
            _ => null,
        };
    }

    // One or two digits are a count, no password.
    private static bool IsSecret(string name, string value, PolicyOptions options) =>
        SecretName.SaysSecret(name, options.SecretWords) && !(value.Length < 3 && value.All(char.IsDigit));
}
