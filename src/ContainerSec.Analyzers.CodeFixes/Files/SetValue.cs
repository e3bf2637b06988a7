using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Changes a value of YAML: <c>allowPrivilegeEscalation: true</c> becomes <c>… false</c>; quotes stay.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="change">The new value for the old one; null when it is none for this edit.</param>
/// <param name="keys">The keys that it is for; none for any, and for items.</param>
internal sealed class SetValue(string title, Func<string, string?> change, params string[] keys) : TextFix
{
    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    /// <summary>Gives a key a fixed value.</summary>
    public static SetValue To(string key, string value) => new($"Set {key} to {value}", old => old == value ? null : value, key);

    public override Change? At(TextPlace place)
    {
        if (!place.IsYaml || place.Outline.At(place.Span) is not { } entry || (keys.Length > 0 && (entry.Key is null || !keys.Contains(entry.Key))))
            return null;
        var value = place.Text.ToString(entry.Value);
        if (value.Length == 0 || value[0] is '{' or '[' or '&' or '*' or '|' or '>' or '!')
            return null;
        var isQuoted = value.Length > 1 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0];
        var span = isQuoted ? TextSpan.FromBounds(entry.Value.Start + 1, entry.Value.End - 1) : entry.Value;
        return change(place.Text.ToString(span)) is { } text ? Change.Replace(title, title, span, text) with { IsForAll = IsForAll } : null;
    }
}
