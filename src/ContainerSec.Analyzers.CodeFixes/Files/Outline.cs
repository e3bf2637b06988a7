using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>The keys and items of a YAML text in block style, with their lines: enough to take one out without touching the rest.</summary>
/// <remarks>It does not read YAML: what is not written as <c>key: value</c> or <c>- item</c> on a line of its own belongs to the entry above.</remarks>
internal sealed class Outline
{
    // "key": value · 'key': value · key: value
    private static readonly Regex KeyPattern = new("""^(?:"([^"]*)"|'([^']*)'|([^\s#:{}\[\],&*!|>'"%@`-][^:#]*?|-[^\s:#][^:#]*?))\s*:(?=\s|$)""", RegexOptions.CultureInvariant);

    private readonly Microsoft.CodeAnalysis.Text.SourceText _text;
    private readonly List<OutlineEntry> _entries = [];

    public Outline(Microsoft.CodeAnalysis.Text.SourceText text)
    {
        _text = text;
        var blockColumn = int.MaxValue;
        foreach (var line in text.Lines)
        {
            var content = text.ToString(line.Span);
            var column = content.Length - content.TrimStart(' ').Length;
            if (content.Trim().Length == 0 || column > blockColumn)
                continue;
            blockColumn = int.MaxValue;
            if (content[column] == '#')
                continue;
            if (content.StartsWith("---", StringComparison.Ordinal) || content.StartsWith("...", StringComparison.Ordinal))
            {
                _entries.Add(new OutlineEntry(_entries.Count, line.LineNumber, -1, null, false, line.Span));
                continue;
            }

            blockColumn = AddLine(line, content, column);
        }
    }

    public IReadOnlyList<OutlineEntry> Entries => _entries;

    // The column of the key whose text in block style follows; no line belongs to one else.
    private int AddLine(TextLine line, string content, int column)
    {
        while (column < content.Length && content[column] == '-' && (column + 1 == content.Length || content[column + 1] == ' '))
        {
            var start = column + 1;
            while (start < content.Length && content[start] == ' ')
                start++;
            _entries.Add(new OutlineEntry(_entries.Count, line.LineNumber, column, null, true, ValueOf(line, content, start)));
            column = start;
        }

        var match = KeyPattern.Match(content.Substring(column));
        if (!match.Success)
            return int.MaxValue;
        var value = column + match.Length;
        while (value < content.Length && content[value] == ' ')
            value++;
        var name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value;
        var entry = new OutlineEntry(_entries.Count, line.LineNumber, column, name, false, ValueOf(line, content, value));
        _entries.Add(entry);
        return _text.ToString(entry.Value) is ['|' or '>', ..] ? column : int.MaxValue;
    }

    // To the end of the line, without a comment.
    private static TextSpan ValueOf(TextLine line, string content, int start)
    {
        var end = start;
        var quote = '\0';
        for (var i = start; i < content.Length; i++)
        {
            if (quote == '\0' && content[i] is '"' or '\'' && i == start)
                quote = content[i];
            else if (content[i] == quote)
                quote = '\0';
            else if (quote == '\0' && content[i] == '#' && (i == start || content[i - 1] == ' '))
                break;
            if (content[i] != ' ')
                end = i + 1;
        }

        return TextSpan.FromBounds(line.Start + start, line.Start + end);
    }

    /// <summary>The innermost entry whose line and value hold a place; null when it stands in something else.</summary>
    public OutlineEntry? At(TextSpan span)
    {
        var line = _text.Lines.GetLineFromPosition(span.Start);
        OutlineEntry? found = null;
        foreach (var entry in _entries)
        {
            if (entry.Line == line.LineNumber && entry.Column >= 0 && entry.Column <= span.Start - line.Start && span.End <= line.End)
                found = entry;
        }

        return found;
    }

    /// <summary>The entry that an entry belongs to.</summary>
    public OutlineEntry? ParentOf(OutlineEntry entry)
    {
        for (var i = entry.Index - 1; i >= 0; i--)
        {
            var other = _entries[i];
            if (other.Column < 0)
                return null;
            if (other.Column < entry.Column || (other.Column == entry.Column && entry.IsItem && !other.IsItem))
                return other;
        }

        return null;
    }

    /// <summary>The entries that belong directly to an entry.</summary>
    public IEnumerable<OutlineEntry> ChildrenOf(OutlineEntry entry)
    {
        for (var i = entry.Index + 1; i < _entries.Count && IsInside(_entries[i], entry); i++)
        {
            if (ParentOf(_entries[i]) == entry)
                yield return _entries[i];
        }
    }

    /// <summary>The keys that stand beside a key, itself among them.</summary>
    public IEnumerable<OutlineEntry> SiblingsOf(OutlineEntry entry)
    {
        if (ParentOf(entry) is { } parent)
            return ChildrenOf(parent);
        // Of a document: up to the marks before and behind.
        var first = entry.Index;
        while (first > 0 && _entries[first - 1].Column >= 0)
            first--;
        return _entries.Skip(first).TakeWhile(static e => e.Column >= 0).Where(e => e.Column == entry.Column && ParentOf(e) is null);
    }

    /// <summary>The lines of an entry: up to the next that does not belong to it, without the blank lines and comments before that one.</summary>
    public TextSpan LinesOf(OutlineEntry entry)
    {
        var next = entry.Index + 1;
        while (next < _entries.Count && IsInside(_entries[next], entry))
            next++;
        var last = next < _entries.Count ? _entries[next].Line - 1 : _text.Lines.Count - 1;
        while (last > entry.Line && _text.ToString(_text.Lines[last].Span).Trim() is "" or ['#', ..])
            last--;
        return TextSpan.FromBounds(_text.Lines[entry.Line].Start, _text.Lines[Math.Max(last, entry.Line)].EndIncludingLineBreak);
    }

    private static bool IsInside(OutlineEntry entry, OutlineEntry outer) =>
        entry.Column > outer.Column || (entry.Column == outer.Column && entry.IsItem && !outer.IsItem && outer.Column >= 0);
}
