using System.Text;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>Reads the words of a script: quotes, escapes, variables and substitutions, after POSIX "Shell Command Language" 2.2 and 2.6 and what bash adds.</summary>
internal sealed partial class ShellLexer
{
    private static readonly bool[] Meta = Table(" \t\n\r\f\v;&|()<>");
    private static readonly bool[] Special = Table(" \t\n\r\f\v;&|()<>\\'\"$`");

    private readonly ShellSession _session;
    private string _text = "";
    private int _start;
    private int _end;

    public ShellLexer(ShellSession session) => _session = session;

    public MappedText Script { get; private set; } = null!;

    /// <summary>The next character; whoever reads on moves it.</summary>
    public int Position { get; set; }

    public bool IsAtEnd => Position >= _end;

    /// <summary>Heredocs whose bodies follow the line that is read.</summary>
    public List<ShellHeredoc> PendingHeredocs { get; } = [];

    /// <summary>The variables of the shell that reads now.</summary>
    public ShellVariables Variables { get; set; } = null!;

    /// <summary>Takes the pipelines of substitutions.</summary>
    public List<ShellPipeline> Substitutions { get; set; } = null!;

    public char Current => Position < _end ? _text[Position] : '\0';

    public char Peek(int offset = 1) => Position + offset < _end ? _text[Position + offset] : '\0';

    public bool Is(string token) =>
        Position + token.Length <= _end && string.CompareOrdinal(_text, Position, token, 0, token.Length) == 0;

    /// <summary>Begins a script.</summary>
    public void Begin(MappedText script, int start, int end)
    {
        (Script, _text, _start, Position, _end) = (script, script.Text, start, start, end);
        PendingHeredocs.Clear();
    }

    /// <summary>Skips blanks and lines that are joined by a backslash.</summary>
    public void SkipBlanks()
    {
        while (Position < _end)
        {
            if (_text[Position] is ' ' or '\t' or '\r' or '\f' or '\v')
                Position++;
            else if (_text[Position] == '\\' && LineEndLength(Position + 1) is var length and > 0)
                Position += 1 + length;
            else
                return;
        }
    }

    /// <summary>Skips a character, if there is one.</summary>
    public void Skip() => Position += Position < _end ? 1 : 0;

    public void SkipLine()
    {
        var end = Position < _end ? _text.IndexOf('\n', Position, _end - Position) : -1;
        Position = end < 0 ? _end : end;
    }

    /// <summary>Reads a word; an unquoted variable may make several of it, or none.</summary>
    /// <param name="words">Takes them.</param>
    /// <param name="split">Whether variables are split at blanks: not in assignments and behind redirections.</param>
    public void ReadWords(List<ShellWord> words, bool split)
    {
        var start = Position;
        while (Position < _end && !IsSpecial(_text[Position]))
            Position++;
        if (Position > start && (Position == _end || IsMeta(_text[Position]) && !IsWordParenthesis()))
        {
            words.Add(new ShellWord(_session.WordPool.Get(_text, start, Position), start, Position));
            return;
        }

        var builder = _session.Builder(_text);
        builder.Add(start, Position);
        var count = words.Count;
        ReadComplexWord(builder, start, words, split);
        if (!builder.IsEmpty || builder.IsQuoted)
            words.Add(builder.ToWord(start, Position));
        _session.Return(builder);
        if (Position == start && words.Count == count)
            Position++; // a character that begins no word here: never stand still
    }

    /// <summary>Reads a heredoc's delimiter: quotes are removed, nothing is expanded.</summary>
    public ShellHeredoc ReadDelimiter(bool stripsTabs)
    {
        var (delimiter, isQuoted) = (new StringBuilder(), false);
        while (Position < _end && !IsMeta(_text[Position]))
        {
            var c = _text[Position++];
            if (c is '\'' or '"')
            {
                isQuoted = true;
                while (Position < _end && _text[Position] != c)
                    delimiter.Append(_text[Position++]);
                Skip();
            }
            else if (c == '\\')
            {
                isQuoted = true;
                if (Position < _end)
                    delimiter.Append(_text[Position++]);
            }
            else
            {
                delimiter.Append(c);
            }
        }

        return new ShellHeredoc(delimiter.ToString(), stripsTabs, isQuoted);
    }

    /// <summary>Finds the body of a heredoc and moves behind its last line.</summary>
    public (int Start, int End) ReadBody(ShellHeredoc heredoc)
    {
        var start = Position;
        while (Position < _end)
        {
            var line = Position;
            var end = _text.IndexOf('\n', line, _end - line);
            Position = end < 0 ? _end : end + 1;
            if (heredoc.EndsWith(_text, line, end < 0 ? _end : end))
                return (start, line);
        }

        return (start, _end);
    }

    /// <summary>Expands the body of an unquoted heredoc: variables and substitutions, but no quotes.</summary>
    public MappedText ExpandBody()
    {
        var builder = _session.Builder(_text);
        while (Position < _end)
        {
            var start = Position;
            while (Position < _end && _text[Position] is not ('$' or '`' or '\\'))
                Position++;
            builder.Add(start, Position);
            if (Position < _end)
                ReadQuotedSpecial(builder, escapesQuote: false);
        }

        var body = builder.ToScript(Script);
        _session.Return(builder);
        return body;
    }

    private void ReadComplexWord(ShellWordBuilder builder, int start, List<ShellWord> words, bool split)
    {
        var isFirst = true;
        while (Position < _end)
        {
            var c = _text[Position];
            if (IsMeta(c))
            {
                if (!IsWordParenthesis())
                    return;
                ReadWordParenthesis(builder);
                continue;
            }

            switch (c)
            {
                case '\\':
                    ReadEscape(builder);
                    break;
                case '\'':
                    ReadSingleQuoted(builder);
                    break;
                case '"':
                    ReadDoubleQuoted(builder);
                    break;
                case '$':
                    split &= !(isFirst && IsAssignment(builder));
                    isFirst = false;
                    ReadDollar(builder, isQuoted: false, split ? (words, start) : default);
                    break;
                case '`':
                    ReadBackticks(builder);
                    break;
                default:
                    var from = Position;
                    while (Position < _end && !IsSpecial(_text[Position]))
                        Position++;
                    builder.Add(from, Position);
                    break;
            }
        }
    }

    // <(…) and >(…) of bash, and its patterns @(a|b)
    private bool IsWordParenthesis()
    {
        if (_text[Position] is '<' or '>')
            return Peek() == '(';
        return _text[Position] == '(' && Position > _start && _text[Position - 1] is '@' or '?' or '+' or '*' or '!';
    }

    private void ReadEscape(ShellWordBuilder builder)
    {
        var length = LineEndLength(Position + 1);
        if (length == 0)
        {
            builder.IsQuoted = true;
            builder.Add(Position + 1, Math.Min(Position + 2, _end));
            length = 1;
        }

        Position = Math.Min(Position + 1 + length, _end);
    }

    private void ReadSingleQuoted(ShellWordBuilder builder)
    {
        builder.IsQuoted = true;
        var close = Position + 1 < _end ? _text.IndexOf('\'', Position + 1, _end - Position - 1) : -1;
        builder.Add(Position + 1, close < 0 ? Unterminated() : close);
        Position = close < 0 ? _end : close + 1;
    }

    private void ReadDoubleQuoted(ShellWordBuilder builder)
    {
        builder.IsQuoted = true;
        Position++;
        while (Position < _end)
        {
            var start = Position;
            while (Position < _end && _text[Position] is not ('"' or '$' or '`' or '\\'))
                Position++;
            builder.Add(start, Position);
            if (Position == _end)
                break;
            if (_text[Position] == '"')
            {
                Position++;
                return;
            }

            ReadQuotedSpecial(builder, escapesQuote: true);
        }

        Unterminated();
    }

    private void ReadQuotedSpecial(ShellWordBuilder builder, bool escapesQuote)
    {
        switch (_text[Position])
        {
            case '$':
                ReadDollar(builder, isQuoted: true, default);
                break;
            case '`':
                ReadBackticks(builder);
                break;
            case '\\' when LineEndLength(Position + 1) is var length and > 0:
                Position += 1 + length;
                break;
            case '\\' when Peek() is '$' or '`' or '\\' || (escapesQuote && Peek() == '"'):
                builder.Add(Position + 1, Position + 2);
                Position += 2;
                break;
            default:
                builder.Add(Position, Position + 1);
                Position++;
                break;
        }
    }

    private int LineEndLength(int position)
    {
        if (position < _end && _text[position] == '\n')
            return 1;
        return position + 1 < _end && _text[position] == '\r' && _text[position + 1] == '\n' ? 2 : 0;
    }

    private int Unterminated()
    {
        _session.MayHaveMore = true;
        return _end;
    }

    private static bool IsMeta(char c) => c < 128 && Meta[c];

    private static bool IsSpecial(char c) => c < 128 && Special[c];

    private static bool[] Table(string characters)
    {
        var table = new bool[128];
        foreach (var c in characters)
            table[c] = true;
        return table;
    }
}
