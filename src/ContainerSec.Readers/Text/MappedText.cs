namespace ContainerSec.Readers.Text;

/// <summary>A text whose characters know where they were written: joined continuation lines, an unquoted word, a decoded JSON string.</summary>
/// <remarks>Positions are those of <see cref="Text"/>; what the scanners see lies between <see cref="Start"/> and <see cref="End"/>.</remarks>
internal sealed class MappedText
{
    private readonly SourceText? _source;
    private readonly Provenance? _whole;
    private readonly TextRun[]? _runs;
    private int _last;

    /// <summary>A part of a source that stands there as it is.</summary>
    public MappedText(SourceText source, int start, int end)
    {
        (_source, Text, Start, End) = (source, source.Content, start, end);
    }

    /// <summary>A text put together from parts of a source.</summary>
    public MappedText(SourceText source, string text, TextRun[] runs)
    {
        (_source, Text, End, _runs) = (source, text, text.Length, runs);
    }

    /// <summary>A text of which only the place of the whole is known.</summary>
    public MappedText(string text, Provenance? whole)
    {
        (_whole, Text, End) = (whole, text, text.Length);
    }

    /// <summary>The characters; those outside of Start and End belong to somebody else.</summary>
    public string Text { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>A value of which its origin may hold the very characters (no escapes, no folding): then positions are exact, else all are those of the whole.</summary>
    public static MappedText Of(string value, Provenance? origin)
    {
        if (origin is TextProvenance text && value.Length > 0)
        {
            var start = text.Source.Content.IndexOf(value, text.StartOffset, text.EndOffset - text.StartOffset, StringComparison.Ordinal);
            if (start >= 0)
                return new MappedText(text.Source, start, start + value.Length);
        }

        return new MappedText(value, origin);
    }

    /// <summary>The place of a part of this text.</summary>
    public Provenance? At(int start, int end) => PlaceAt(start, end).Origin;

    /// <summary>The place of a part of this text, for a fact.</summary>
    public Statement PlaceAt(int start, int end)
    {
        if (_source is null)
            return Statement.At(_whole);
        if (_runs is null)
            return Statement.At(_source, start, end);
        return Statement.At(_source, SourceOffset(start), end > start ? SourceOffset(end - 1) + 1 : SourceOffset(start));
    }

    /// <summary>A part of this text, seen through the same map.</summary>
    public MappedText Slice(int start, int end)
    {
        if (_source is null)
            return new MappedText(Text.Substring(start, end - start), _whole);
        if (_runs is null)
            return new MappedText(_source, start, end);
        return Derive(Text.Substring(start, end - start), [new TextRun(0, start, end - start)], 0, 1);
    }

    /// <summary>A text made of parts of this one: the runs' sources are positions here.</summary>
    public MappedText Derive(string text, IReadOnlyList<TextRun> runs, int first, int count)
    {
        if (_source is null)
            return new MappedText(text, _whole);
        var mapped = new List<TextRun>(count);
        for (var i = first; i < first + count; i++)
        {
            var run = runs[i];
            var textEnd = i + 1 < first + count ? runs[i + 1].Start : text.Length;
            if (_runs is null || run.SourceLength == 0)
            {
                mapped.Add(new TextRun(run.Start, _runs is null ? run.Source : SourceOffset(run.Source), run.SourceLength));
                continue;
            }

            // A run may cross several of ours: cut it where ours end.
            for (var taken = 0; taken < textEnd - run.Start;)
            {
                var at = Math.Min(run.Source + taken, run.Source + run.SourceLength - 1);
                var ours = Find(at);
                var available = (ours + 1 < _runs.Length ? _runs[ours + 1].Start : Text.Length) - at;
                var last = taken + available >= textEnd - run.Start;
                mapped.Add(new TextRun(run.Start + taken, SourceOffset(at), last ? textEnd - run.Start - taken : available));
                if (last)
                    break;
                taken += available;
            }
        }

        return new MappedText(_source, text, mapped.Count == 0 ? [new TextRun(0, 0, 0)] : mapped.ToArray());
    }

    /// <summary>Adds where the characters from start to end stand in the source, as runs of a text that begins with them.</summary>
    public void CopyRuns(List<TextRun> runs)
    {
        if (_runs is null)
            runs.Add(new TextRun(0, Start, End - Start));
        else
            runs.AddRange(_runs);
    }

    private int SourceOffset(int position)
    {
        if (_runs is null)
            return position;
        var run = _runs[Find(position)];
        return run.Source + Math.Max(0, Math.Min(position - run.Start, run.SourceLength - 1));
    }

    // Positions are asked in rising order mostly, so the run found last is tried first.
    private int Find(int position)
    {
        var runs = _runs!;
        for (var i = _last; i < Math.Min(_last + 2, runs.Length); i++)
        {
            if (runs[i].Start <= position && (i + 1 == runs.Length || position < runs[i + 1].Start))
                return _last = i;
        }

        var (low, high) = (0, runs.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs[middle].Start <= position)
                low = middle;
            else
                high = middle - 1;
        }

        return _last = low;
    }
}
