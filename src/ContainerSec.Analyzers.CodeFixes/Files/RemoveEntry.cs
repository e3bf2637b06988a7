using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a key of YAML out, or an item or key that stands under one: <c>privileged: true</c>, <c>- SYS_ADMIN</c> under <c>cap_add</c>.</summary>
/// <remarks>What is left empty goes too. An anchor may be used elsewhere, and a list in braces is left to the user.</remarks>
internal sealed class RemoveEntry : TextFix
{
    private readonly string[] _keys;
    private readonly bool _isUnder;

    private RemoveEntry(string[] keys, bool isUnder) => (_keys, _isUnder) = (keys, isUnder);

    /// <summary>The key itself.</summary>
    public static RemoveEntry Key(params string[] keys) => new(keys, isUnder: false);

    /// <summary>What stands under the key.</summary>
    public static RemoveEntry Under(params string[] keys) => new(keys, isUnder: true);

    public override Change? At(TextPlace place)
    {
        if (!place.IsYaml)
            return null;
        foreach (var entry in place.Entries())
        {
            var isIt = _isUnder ? place.Outline.ParentOf(entry) is { Key: { } parent } && _keys.Contains(parent) : entry.Key is { } key && _keys.Contains(key);
            if (isIt)
                return CanGo(place, entry) ? new Change($"Remove {Shown(place, entry)}", "Remove") { RemovedEntries = [entry.Index] } : null;
            // cap_add: [SYS_ADMIN, CHOWN]
            if (_isUnder && entry.Key is { } list && _keys.Contains(list))
                return FromFlow(place, entry);
        }

        return null;
    }

    private static bool CanGo(TextPlace place, OutlineEntry entry)
    {
        // What becomes empty goes too, and its anchor with it.
        while (place.Outline.ParentOf(entry) is { } parent && place.Outline.ChildrenOf(parent).Take(2).Count() == 1)
            entry = parent;
        var text = place.Text.ToString(place.Outline.LinesOf(entry));
        return text.IndexOf('&') < 0 && (place.Text.ToString(entry.Value) is not ['{', ..] || text.TrimEnd().EndsWith("}", StringComparison.Ordinal));
    }

    private static string Shown(TextPlace place, OutlineEntry entry) => entry.Key ?? place.Text.ToString(entry.Value) switch
    {
        // What a variable is set to may be a secret.
        { Length: > 0 and <= 60 } item => item.IndexOf('=') is > 0 and var equals ? item.Substring(0, equals) : item,
        _ => "the item",
    };

    private static Change? FromFlow(TextPlace place, OutlineEntry entry)
    {
        var value = place.Text.ToString(entry.Value);
        if (value is not ['[', .., ']'] || value.IndexOfAny(['{', '\n', '&', '*']) >= 0 || value.LastIndexOf('[') > 0 || !entry.Value.Contains(place.Span))
            return null;
        // The items between the commas; a comma in quotes leaves the list alone.
        var (from, at) = (entry.Value.Start + 1, place.Span.Start);
        var items = new List<TextSpan>();
        for (var i = from; i < entry.Value.End; i++)
        {
            if (place.Text[i] is not (',' or ']'))
                continue;
            items.Add(TextSpan.FromBounds(from, i));
            from = i + 1;
        }

        var index = items.FindIndex(item => item.Contains(at));
        if (index < 0 || !items[index].Contains(place.Span) || place.Text.ToString(items[index]).Count(static c => c is '"' or '\'') % 2 != 0)
            return null;
        var shown = place.Text.ToString(items[index]).Trim();
        return items.Count(i => place.Text.ToString(i).Trim().Length > 0) == 1
            ? new Change($"Remove {shown}", "Remove") { RemovedEntries = [entry.Index] }
            : new Change($"Remove {shown}", "Remove") { Edits = [new TextChange(index > 0 ? TextSpan.FromBounds(items[index].Start - 1, items[index].End) : TextSpan.FromBounds(items[0].Start, items[0].End + 1 + Spaces(place, items[0].End + 1)), "")] };
    }

    private static int Spaces(TextPlace place, int position)
    {
        var count = 0;
        while (place.Text[position + count] == ' ')
            count++;
        return count;
    }
}
