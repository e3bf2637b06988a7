namespace ContainerSec.Secrets;

/// <summary>Keys and tokens that are known by the form that their issuer gives them.</summary>
/// <remarks>Only forms that hardly anything else has: a fixed opening, a fixed alphabet and a least length.</remarks>
internal sealed record SecretFormat(string Opening, int LeastLength, string Label)
{
    private const int ShortestKnown = 20;

    private static readonly SecretFormat[] All =
    [
        new("AKIA", 20, "an AWS access key"),
        new("ASIA", 20, "a temporary AWS access key"),
        new("ghp_", 40, "a GitHub token"),
        new("gho_", 40, "a GitHub token"),
        new("ghu_", 40, "a GitHub token"),
        new("ghs_", 40, "a GitHub token"),
        new("ghr_", 40, "a GitHub token"),
        new("github_pat_", 40, "a GitHub token"),
        new("glpat-", 26, "a GitLab token"),
        new("xoxb-", 24, "a Slack token"),
        new("xoxp-", 24, "a Slack token"),
        new("xoxa-", 24, "a Slack token"),
        new("xapp-", 24, "a Slack token"),
        new("sk_live_", 24, "a Stripe key"),
        new("rk_live_", 24, "a Stripe key"),
        new("AIza", 39, "a Google API key"),
        new("npm_", 40, "an npm token"),
        new("oy2", 46, "a NuGet API key"),
        new("dckr_pat_", 30, "a Docker Hub token"),
        new("hvs.", 24, "a Vault token"),
        new("sk-ant-", 40, "an Anthropic API key"),
        new("sk-proj-", 40, "an OpenAI API key"),
        new("SG.", 60, "a SendGrid key"),
    ];

    /// <summary>What a value is by its form, ready for a message; null when it has none of the known forms.</summary>
    /// <param name="value">The value, without blanks around it.</param>
    public static string? Find(string value)
    {
        // Asked of every value, and most are short.
        if (value.Length < ShortestKnown)
            return null;
        if (value.StartsWith("-----BEGIN ", StringComparison.Ordinal) && value.Contains("PRIVATE KEY"))
            return "a private key";
        if (IsJsonWebToken(value))
            return $"a JSON web token ({value.Length} characters)";
        foreach (var format in All)
        {
            if (format.Fits(value))
                return $"{format.Label} ({format.Opening}…, {value.Length} characters)";
        }

        return null;
    }

    private bool Fits(string value) =>
        value.StartsWith(Opening, StringComparison.Ordinal) && value.Length >= LeastLength && value.Length < 300
        && value.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.')
        && value.Any(char.IsDigit);

    // header.payload.signature, each base64url; "eyJ" is {" in base64
    private static bool IsJsonWebToken(string value)
    {
        if (!value.StartsWith("eyJ", StringComparison.Ordinal) || value.Length < 40)
            return false;
        var parts = value.Split('.');
        return parts.Length == 3 && parts[1].StartsWith("eyJ", StringComparison.Ordinal)
            && value.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '=');
    }
}
