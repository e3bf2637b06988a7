using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Adds a key beside the one that the diagnostic, or a related place, stands on: <c>readOnly: true</c> below <c>mountPath: /data</c>.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="beside">The keys that it may stand beside.</param>
/// <param name="key">The key.</param>
/// <param name="value">Its value.</param>
internal sealed class AddKey(string title, string[] beside, string key, string value) : TextFix
{
    public override Change? At(TextPlace place) => !place.IsYaml ? null : In(place) ?? place.Related.Select(place.At).Select(In).FirstOrDefault(static change => change is not null);

    private Change? In(TextPlace place)
    {
        if (place.Outline.At(place.Span) is not { Key: { } name } entry || !beside.Contains(name) || place.Outline.ParentOf(entry) is not { } parent || place.Text.ToString(parent.Value) is ['{', ..])
            return null;
        if (place.Outline.ChildrenOf(parent).FirstOrDefault(e => e.Key == key) is { } given)
            return Change.Replace(title, title, given.Value, value);
        var end = place.Text.Lines[entry.Line].End;
        return Change.Replace(title, title, new TextSpan(end, 0), $"\n{new string(' ', entry.Column)}{key}: {value}");
    }
}
