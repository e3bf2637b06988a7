using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes keys and items of YAML out at once: what loses all that stands under it goes too.</summary>
internal static class EntryRemovals
{
    public static IEnumerable<TextChange> Of(Microsoft.CodeAnalysis.Text.SourceText text, IEnumerable<int> indexes)
    {
        var gone = new HashSet<int>(indexes);
        if (gone.Count == 0)
            yield break;
        var outline = new Outline(text);
        foreach (var index in gone.ToArray())
        {
            for (var entry = outline.Entries[index]; outline.ParentOf(entry) is { } parent && outline.ChildrenOf(parent).All(c => gone.Contains(c.Index)); entry = parent)
                gone.Add(parent.Index);
        }

        foreach (var index in gone.OrderBy(static i => i))
        {
            var entry = outline.Entries[index];
            if (outline.ParentOf(entry) is { } parent && gone.Contains(parent.Index))
                continue;
            var lines = outline.LinesOf(entry);
            // `- privileged: true` with more below: the dash stays, for the next key that does.
            if (outline.ParentOf(entry) is { IsItem: true } item && item.Line == entry.Line)
            {
                var next = outline.ChildrenOf(item).First(c => !gone.Contains(c.Index));
                yield return new TextChange(TextSpan.FromBounds(text.Lines[entry.Line].Start + entry.Column, text.Lines[next.Line].Start + next.Column), "");
            }
            else
            {
                yield return new TextChange(lines, "");
            }
        }
    }
}
