namespace ContainerSec.Secrets;

/// <summary>Texts that stand where a secret will be put.</summary>
internal static class Placeholder
{
    // Openings of variables and of references to secret stores.
    private static readonly string[] References =
    [
        "vault:", "ref+", "op://", "secretref:", "secretref+", "@Microsoft.KeyVault(", "arn:aws:secretsmanager:", "arn:aws:ssm:", "ENC[", "ENC(", "sops:", "file:", "keyref:",
        "projects/",
    ];

    private static readonly string[] Hints =
    [
        "changeme", "change-me", "change_me", "change me", "changethis", "change-this", "change_this", "changeit", "replaceme", "replace-me", "replace_me",
        "replace-with", "replace_with", "placeholder", "redacted", "fixme", "insert-", "insert_", "not-set", "notset", "to-be-", "goes-here", "goes_here",
        "set-me", "set_me", "fill-me", "fill_me", "dummy", "example",
    ];

    /// <summary>Whether a whole value stands for another one, or holds a part that does.</summary>
    /// <param name="value">The value, without blanks around it.</param>
    public static bool IsWholly(string value) => HasTemplate(value) || IsReference(value) || IsWord(value);

    /// <summary>Whether a text holds a variable or a template: <c>${X}</c>, <c>$(X)</c>, <c>{{ x }}</c>, <c>%X%</c>, <c>#{x}#</c>, <c>&lt;password&gt;</c>.</summary>
    /// <param name="value">The text.</param>
    public static bool HasTemplate(string value) =>
        value.Contains("${") || value.Contains("$(") || value.Contains("{{") || value.Contains("<%") || value.Contains("#{") || value.Contains("$[")
        || (value[0] == '<' && value[value.Length - 1] == '>')
        || (value[0] == '{' && value[value.Length - 1] == '}' && value.IndexOfAny(['"', ':', ',']) < 0)
        || (value[0] == '[' && value[value.Length - 1] == ']')
        || (value[0] == '%' && value[value.Length - 1] == '%' && value.Length > 2)
        || (value.StartsWith("__", StringComparison.Ordinal) && value.EndsWith("__", StringComparison.Ordinal))
        || (value[0] == '$' && value.Length > 1 && (char.IsLetterOrDigit(value[1]) || value[1] == '_') && value.Skip(1).All(static c => char.IsLetterOrDigit(c) || c == '_'));

    private static bool IsReference(string value) => References.Any(r => value.StartsWith(r, StringComparison.OrdinalIgnoreCase));

    // "your-password", "xxxx", "****", "..." and words that ask to be replaced.
    private static bool IsWord(string value)
    {
        var lower = value.ToLowerInvariant();
        return lower.StartsWith("your", StringComparison.Ordinal)
            || lower is "todo" or "tbd" or "n/a" or "na" or "foo" or "bar" or "sample" or "undefined" or "unset" or "empty"
            || (value.Length >= 3 && !char.IsDigit(value[0]) && value.All(c => c == value[0]))
            || Hints.Any(hint => lower.Contains(hint));
    }
}
