using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>An instruction as one line: continuation lines joined, comments between them left out.</summary>
/// <remarks>The scanner uses one object again and again: it holds until the next instruction is asked for.</remarks>
internal sealed class DockerfileLine
{
    private readonly List<WordSpan> _words = [];

    /// <summary>The text that holds the line, with the places of its characters.</summary>
    public MappedText Map { get; private set; } = null!;

    public string Text { get; private set; } = "";

    /// <summary>The instruction's name in upper case; null when there is no such instruction.</summary>
    public string? Name { get; private set; }

    /// <summary>Where the keyword begins and ends.</summary>
    public int KeywordStart { get; private set; }

    public int KeywordEnd { get; private set; }

    /// <summary>The keyword as written.</summary>
    public string Keyword => Text.Substring(KeywordStart, KeywordEnd - KeywordStart);

    /// <summary>The options right behind the keyword: <c>--name=value</c>.</summary>
    public List<BuildFlag> Flags { get; } = [];

    /// <summary>What follows the options, without blanks around it.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    public bool IsEmpty => Start >= End;

    /// <summary>Where the instruction begins in the file.</summary>
    public int SourceStart { get; private set; }

    /// <summary>Where it ends in the file, heredocs included.</summary>
    public int SourceEnd { get; set; }

    public List<DockerfileHeredoc> Heredocs { get; private set; } = [];

    public Provenance? KeywordPlace => Map.At(KeywordStart, KeywordEnd);

    /// <summary>Begins a line.</summary>
    /// <param name="map">The text that holds it.</param>
    /// <param name="start">Where it begins in the text.</param>
    /// <param name="end">Where it ends in the text.</param>
    /// <param name="sourceStart">Where it begins in the file.</param>
    /// <param name="sourceEnd">Where it ends in the file.</param>
    public void Begin(MappedText map, int start, int end, int sourceStart, int sourceEnd)
    {
        (Map, Text, SourceStart, SourceEnd) = (map, map.Text, sourceStart, sourceEnd);
        Flags.Clear();
        Heredocs.Clear();
        Split(start, end);
    }

    /// <summary>The instruction behind ONBUILD.</summary>
    public DockerfileLine Inner()
    {
        var inner = new DockerfileLine { Heredocs = Heredocs, Map = Map, Text = Text, SourceStart = SourceStart, SourceEnd = SourceEnd };
        inner.Split(Start, End);
        return inner;
    }

    private void Split(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
            end--;
        while (start < end && char.IsWhiteSpace(Text[start]))
            start++;
        KeywordStart = start;
        while (start < end && !IsBlank(Text[start]))
            start++;
        KeywordEnd = start;
        Name = DockerfileKeyword.Find(Text, KeywordStart, KeywordEnd);
        Start = ReadFlags(start, end);
        End = end;
    }

    /// <summary>Words between blanks. The list is used again for the next ones.</summary>
    public List<WordSpan> Words()
    {
        _words.Clear();
        for (var i = Start; i < End;)
        {
            while (i < End && IsBlank(Text[i]))
                i++;
            var start = i;
            while (i < End && !IsBlank(Text[i]))
                i++;
            if (i > start)
                _words.Add(new WordSpan(start, i));
        }

        return _words;
    }

    /// <summary>Words between blanks, where a quoted blank does not end a word; quotes stay.</summary>
    public List<WordSpan> QuotedWords(char escape)
    {
        _words.Clear();
        for (var i = Start; i < End;)
        {
            while (i < End && char.IsWhiteSpace(Text[i]))
                i++;
            var start = i;
            for (var quote = '\0'; i < End && (quote != '\0' || !char.IsWhiteSpace(Text[i])); i++)
            {
                var c = Text[i];
                if (c == escape && quote != '\'' && i + 1 < End)
                    i++;
                else if (quote == '\0' && c is '\'' or '"')
                    quote = c;
                else if (c == quote)
                    quote = '\0';
            }

            if (i > start)
                _words.Add(new WordSpan(start, i));
        }

        return _words;
    }

    public static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r';

    // Options are words that begin with "--"; quotes and backslashes in them are removed, "--" alone ends them.
    private int ReadFlags(int i, int end)
    {
        while (true)
        {
            while (i < end && char.IsWhiteSpace(Text[i]))
                i++;
            if (i + 1 >= end || Text[i] != '-' || Text[i + 1] != '-')
                return i;
            var start = i;
            var word = ReadFlag(ref i, end);
            if (word.Length == 2)
                return SkipBlanks(i, end);
            Flags.Add(BuildFlag.Parse(word, start, i));
        }
    }

    private string ReadFlag(ref int i, int end)
    {
        var start = i;
        while (i < end && Text[i] is not ('\'' or '"' or '\\') && !char.IsWhiteSpace(Text[i]))
            i++;
        if (i == end || char.IsWhiteSpace(Text[i]))
            return Text.Substring(start, i - start);
        var (word, quote) = (new System.Text.StringBuilder(Text, start, i - start, end - start), '\0');
        for (; i < end && (quote != '\0' || !char.IsWhiteSpace(Text[i])); i++)
        {
            var c = Text[i];
            if (quote == '\0' && c is '\'' or '"')
                quote = c;
            else if (c == quote && quote != '\0')
                quote = '\0';
            else if (c == '\\' && i + 1 < end)
                word.Append(Text[++i]);
            else if (c != '\\')
                word.Append(c);
        }

        return word.ToString();
    }

    private int SkipBlanks(int i, int end)
    {
        while (i < end && char.IsWhiteSpace(Text[i]))
            i++;
        return i;
    }
}
