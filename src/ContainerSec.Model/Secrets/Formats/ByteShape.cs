using System.Globalization;

namespace ContainerSec.Secrets;

/// <summary>What a piece of a token looks like: <c>sq0atp-[A-Za-z0-9_-]{22}</c>. A small part of the language of regular expressions, matched in one go.</summary>
/// <remarks>
/// Characters stand for themselves, a backslash takes the meaning of the next one away, and <c>[…]</c> is a set with ranges; behind either stands how often: <c>{36}</c>, <c>{20,40}</c>.
/// Each part takes as much as it can and gives nothing back, so the time is linear whatever the text.
/// </remarks>
internal sealed class ByteShape
{
    private readonly List<Part> _parts = [];

    private ByteShape(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length;)
            _parts.Add(Read(text, ref i));
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Whether it takes no room at all.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>The fewest characters that fit.</summary>
    public int LeastLength => _parts.Sum(static p => p.Least);

    /// <summary>Whether each text that fits is of the same length.</summary>
    public bool IsFixed => _parts.All(static p => p.Least == p.Most);

    /// <summary>Whether a digit may stand in its longest part.</summary>
    public bool HasDigits => _parts.Count > 0 && _parts.OrderByDescending(static p => p.Most).First().Set.Has((byte)'4');

    /// <summary>The characters that it may begin with.</summary>
    public ByteSet First => _parts.Count > 0 ? _parts[0].Set : default;

    /// <summary>Reads a shape.</summary>
    /// <param name="text">As in the remarks of the type.</param>
    public static ByteShape Parse(string text) => new(text);

    /// <summary>Where the shape that begins at a place ends; -1 when the text there has another one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it has to begin.</param>
    /// <param name="end">Where the text ends.</param>
    public int Match(byte[] text, int start, int end)
    {
        foreach (var part in _parts)
        {
            var limit = part.Most < end - start ? start + part.Most : end;
            var i = start;
            while (i < limit && part.Set.Has(text[i]))
                i++;
            if (i - start < part.Least)
                return -1;
            start = i;
        }

        return start;
    }

    /// <summary>Where the shape that ends at a place begins; -1 when the text there has another one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="end">Where it has to end.</param>
    public int MatchBack(byte[] text, int start, int end)
    {
        for (var p = _parts.Count - 1; p >= 0; p--)
        {
            var part = _parts[p];
            var limit = part.Most < end - start ? end - part.Most : start;
            var i = end;
            while (i > limit && part.Set.Has(text[i - 1]))
                i--;
            if (end - i < part.Least)
                return -1;
            end = i;
        }

        return end;
    }

    /// <summary>Whether a character could go on with the last part, so that the text does not end before it.</summary>
    /// <param name="next">The character behind.</param>
    public bool GoesOn(byte next) => _parts.Count > 0 && _parts[_parts.Count - 1].Set.Has(next);

    /// <summary>Whether a character could stand in the first part.</summary>
    /// <param name="previous">The character before.</param>
    public bool ComesFrom(byte previous) => _parts.Count > 0 && _parts[0].Set.Has(previous);

    /// <summary>Every text that fits a text of this language; for short ones of small sets without a range of lengths.</summary>
    /// <param name="text">As in the remarks of the type.</param>
    /// <remarks>Asked for each kind before the first value is looked at, so plain characters are taken as they stand.</remarks>
    public static IReadOnlyList<string> Expand(string text)
    {
        string[] texts = [""];
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && text[i] is not ('[' or '\\') && (i + 1 == text.Length || text[i + 1] != '{'))
                i++;
            if (i > start)
            {
                var plain = text.Substring(start, i - start);
                for (var t = 0; t < texts.Length; t++)
                    texts[t] += plain;
                continue;
            }

            var part = Read(text, ref i);
            var characters = part.Set.Characters();
            for (var times = 0; times < part.Most; times++)
                texts = [.. texts.SelectMany(t => characters.Select(c => t + c))];
        }

        return texts;
    }

    private static Part Read(string text, ref int i)
    {
        var set = default(ByteSet);
        if (text[i] == '[')
        {
            for (i++; text[i] != ']'; i++)
            {
                if (text[i] == '\\')
                    i++;
                var last = text[i + 1] == '-' && text[i + 2] != ']' ? text[i + 2] : text[i];
                for (var c = text[i]; c <= last; c++)
                    set = set.With(c);
                if (last != text[i])
                    i += 2;
            }

            i++;
        }
        else
        {
            if (text[i] == '\\')
                i++;
            set = set.With(text[i++]);
        }

        var (least, most) = Times(text, ref i);
        return new Part(set, least, most);
    }

    private static (int Least, int Most) Times(string text, ref int i)
    {
        if (i >= text.Length || text[i] != '{')
            return (1, 1);
        var close = text.IndexOf('}', i);
        var times = text.Substring(i + 1, close - i - 1).Split(',');
        i = close + 1;
        var least = int.Parse(times[0], CultureInfo.InvariantCulture);
        return (least, times.Length == 1 ? least : int.Parse(times[1], CultureInfo.InvariantCulture));
    }

    private readonly record struct Part(ByteSet Set, int Least, int Most);
}
