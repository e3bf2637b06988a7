using System.Text;

namespace ContainerSec.Secrets;

/// <summary>A kind of secret that is known by its form, or by the name that stands before it.</summary>
/// <remarks>The one place that knows what secrets look like: rules judge single values by it, and images are searched for it.</remarks>
internal sealed class SecretFormat
{
    // Shapes are read when a text is held against them: a check of one file needs none of nearly three hundred.
    private readonly string _beforeText;
    private readonly string _afterText;
    private ByteShape? _beforeShape;
    private ByteShape? _afterShape;

    /// <summary>Describes a kind.</summary>
    /// <param name="id">Its stable name: <c>github-token</c>.</param>
    /// <param name="label">What it is, with its article: <c>a GitHub personal access token</c>.</param>
    /// <param name="before">The shape of what stands before the words.</param>
    /// <param name="words">What a text must hold to have one; at least three characters each.</param>
    /// <param name="after">The shape of what follows the word; of a name, of the value.</param>
    public SecretFormat(string id, string label, string before, IReadOnlyList<string> words, string after)
    {
        (Id, Label, Words) = (id, label, words);
        (_beforeText, _afterText) = (before, after);
    }

    private ByteShape Before => _beforeShape ??= ByteShape.Parse(_beforeText);

    private ByteShape After => _afterShape ??= ByteShape.Parse(_afterText);

    /// <summary>Its stable name.</summary>
    public string Id { get; }

    /// <summary>What it is, with its article.</summary>
    public string Label { get; }

    /// <summary>What it is, without its article and with a capital.</summary>
    public string Kind => Label.Substring(Label.IndexOf(' ') + 1) is var kind && kind.StartsWith("npm", StringComparison.Ordinal) ? kind : char.ToUpperInvariant(kind[0]) + kind.Substring(1);

    /// <summary>What a text must hold to have one.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether the words are a name and the secret is the value that is set to it. Names are compared without regard to case.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Finds the secret where a shape does not suffice.</summary>
    public SecretFinder? Finder { get; init; }

    /// <summary>What a text of the right shape must pass.</summary>
    public Func<string, bool>? Check { get; init; }

    /// <summary>Whether the check is a checksum: what passes is a token, whatever stands around it.</summary>
    public bool HasChecksum { get; init; }

    /// <summary>The fewest characters by which a single value is taken for one: tokens are cut, invented and of older forms.</summary>
    public int Least { get; init; }

    /// <summary>Whether the words are compared without regard to case.</summary>
    public bool IgnoresCase => IsNamed || Finder is not null;

    /// <summary>Whether hardly anything else has the form, so that it is worth looking for in programs and other binary files.</summary>
    public bool IsDistinctive => !IsNamed && Finder is null && (HasChecksum || Words[0].Length >= 6);

    /// <summary>Whether the form begins with one of its words, so that a value is recognized by its opening.</summary>
    public bool HasOpening => !IsNamed && Finder is null && _beforeText.Length == 0 && Words[0].Length >= 3;

    /// <summary>The form for people, in the language of regular expressions; empty where it is told in words.</summary>
    public string Pattern => Finder is not null ? "" : IsNamed ? $"{string.Join("|", Words)} = {_afterText}" : _beforeText + (Words.Count > 1 ? "(" + string.Join("|", Words) + ")" : Words[0]) + _afterText;

    /// <summary>The characters that may follow a word.</summary>
    public ByteSet Next => After.First;

    /// <summary>Finds the secret around a word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="at">Where the word begins.</param>
    /// <param name="length">How long the word is.</param>
    /// <returns>Where the secret begins and ends; (-1, -1) when there is none.</returns>
    public (int Start, int End) Find(byte[] text, int start, int end, int at, int length)
    {
        if (Finder is not null)
            return Finder(text, start, end, at, length);
        var (first, last) = IsNamed ? FindValue(text, start, end, at, length) : FindToken(text, start, end, at, length);
        if (first < 0)
            return (-1, -1);
        var token = Encoding.ASCII.GetString(text, first, last - first);
        var body = IsNamed || _beforeText.Length > 0 ? 0 : length;
        var isOne = !SecretExample.Is(token, body) && SecretExample.LooksDrawn(token.Substring(body), After.HasDigits, mustHaveDigits: IsNamed) && (Check is null || Check(token));
        return isOne ? (first, last) : (-1, -1);
    }

    /// <summary>Whether a single value has this form, judged by its opening and length.</summary>
    /// <param name="value">The value.</param>
    /// <param name="opening">The word that it begins with.</param>
    public bool Fits(string value, string opening) =>
        value.StartsWith(opening, StringComparison.Ordinal) && value.Length >= LeastOf(opening) && value.Length < 1000
        && value.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '+' or '/' or '=' or '~') && value.Any(char.IsDigit);

    private int LeastOf(string opening) => Least > 0 ? Least : Math.Min(40, opening.Length + After.LeastLength);

    private (int Start, int End) FindToken(byte[] text, int start, int end, int at, int length)
    {
        var last = After.Match(text, at + length, end);
        var first = last < 0 ? -1 : Before.MatchBack(text, start, at);
        if (first < 0)
            return (-1, -1);
        if (HasChecksum && _beforeText.Length == 0)
            return (first, last);
        var isWhole = (last >= end || !(IsWord(text[last]) || After.GoesOn(text[last]))) && BeginsAt(text, start, first);
        return isWhole ? (first, last) : (-1, -1);
    }

    private (int Start, int End) FindValue(byte[] text, int start, int end, int at, int length)
    {
        if (at > start && IsLetterOrDigit(text[at - 1]))
            return (-1, -1);
        var first = Assignment.ValueStart(text, at + length, end);
        var last = first < 0 ? -1 : After.Match(text, first, end);
        return last >= 0 && (last >= end || !(IsWord(text[last]) || After.GoesOn(text[last]))) ? (first, last) : (-1, -1);
    }

    // Nothing of a word stands before; "\n" and "%3D" before a token are escapes.
    private bool BeginsAt(byte[] text, int start, int first)
    {
        if (first == start || !IsWord(text[first]) || !(IsWord(text[first - 1]) || Before.ComesFrom(text[first - 1])))
            return true;
        var isEscape = first - 2 >= start && text[first - 2] == '\\' && text[first - 1] is (byte)'n' or (byte)'t' or (byte)'r';
        return isEscape || (first - 3 >= start && text[first - 3] == '%' && IsLetterOrDigit(text[first - 2]));
    }

    private static bool IsWord(byte c) => IsLetterOrDigit(c) || c == '_';

    private static bool IsLetterOrDigit(byte c) => c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9');
}
