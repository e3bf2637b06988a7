using System.Text;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.DockerRun;

/// <summary>Splits a text into commands and their words, as shells do, with the place of each word.</summary>
/// <remarks>
/// POSIX quoting and operators; lines go on behind <c>\</c> (sh), <c>`</c> (PowerShell) and <c>^</c> (cmd).
/// Variables and substitutions become holes; the commands inside of <c>$(…)</c> are commands too.
/// A backslash in a Windows path, <c>C:\data</c>, stands for itself: whoever writes that does not mean an escape.
/// </remarks>
internal sealed class CommandLineSplitter
{
    private const int MaxNesting = 16;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly int _end;
    private readonly int _nesting;
    private readonly List<CommandLine> _commands;
    private readonly List<string> _heredocs = [];
    private readonly StringBuilder _word = new();
    private CommandLine _command = new();
    private int _position;
    private int _wordStart = -1;
    private bool _hasQuotes;
    private bool _isWindowsPath;
    private bool _isImageName;
    private bool _isListName;
    private bool _isArray;
    private bool _areArguments;

    private CommandLineSplitter(SourceText source, int start, int end, int nesting, List<CommandLine> commands)
    {
        (_source, _text, _position, _end, _nesting, _commands) = (source, source.Content, start, end, nesting, commands);
    }

    /// <summary>The words of a part of a text that holds arguments only: a line end is a blank.</summary>
    public static IReadOnlyList<RunArgument> SplitArguments(SourceText source, int start, int end)
    {
        var commands = new List<CommandLine>();
        new CommandLineSplitter(source, start, end, 0, commands) { _areArguments = true }.Run();
        return [.. commands.SelectMany(static c => c.Words)];
    }

    /// <summary>The commands of a text in the order of writing.</summary>
    public static IReadOnlyList<CommandLine> Split(SourceText source) => Split(source, 0, source.Content.Length);

    /// <summary>The commands of a part of a text.</summary>
    public static IReadOnlyList<CommandLine> Split(SourceText source, int start, int end)
    {
        var commands = new List<CommandLine>();
        new CommandLineSplitter(source, start, end, 0, commands).Run();
        return commands;
    }

    private char Current => _position < _end ? _text[_position] : '\0';

    private char Peek(int offset = 1) => _position + offset < _end ? _text[_position + offset] : '\0';

    private void Run()
    {
        while (_position < _end)
            Step(_text[_position]);
        EndCommand();
    }

    private void Step(char c)
    {
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\f' or '\v':
            case '\n' when _areArguments:
                EndWord();
                _position++;
                break;
            case '\n':
                EndCommand();
                _position++;
                SkipHeredocs();
                break;
            case ';' or '|' or '&' or '(' or ')':
                EndCommand();
                _position++;
                break;
            case '#' when _wordStart < 0:
                SkipLine();
                break;
            case '<' or '>':
                Redirect();
                break;
            case '\\' or '`' or '^' when LineEnd(_position + 1) is var next and > 0:
                _position = next;
                break;
            case '\\':
                Escape();
                break;
            case '\'':
                SingleQuoted();
                break;
            case '"':
                DoubleQuoted();
                break;
            case '$' or '`' or '%' when Expand():
                break;
            default:
                Append(c, 1);
                break;
        }
    }

    private void Append(char c, int length)
    {
        BeginWord();
        _word.Append(c);
        _position += length;
    }

    private void BeginWord()
    {
        if (_wordStart < 0)
            _wordStart = _position;
    }

    private void EndWord()
    {
        if (_wordStart < 0)
            return;
        var text = _word.ToString();
        _command.Words.Add(new RunArgument(
            text,
            _source.At(_wordStart, _position),
            MayBeSeveral: text.Length == 1 && text.IsHole() && (!_hasQuotes || _isArray),
            IsImageName: _isImageName && text.HasHole(),
            IsList: _isArray || _isListName));
        _word.Clear();
        (_wordStart, _hasQuotes, _isWindowsPath, _isImageName, _isListName, _isArray) = (-1, false, false, false, false, false);
    }

    private void EndCommand()
    {
        EndWord();
        if (_command.Words.Count == 0)
            return;
        _commands.Add(_command);
        _command = new CommandLine();
    }

    private void SkipLine()
    {
        while (_position < _end && _text[_position] != '\n')
            _position++;
    }

    // The offset behind the line end that stands at a place; 0 when none does.
    private int LineEnd(int at)
    {
        if (at < _end && _text[at] == '\r')
            at++;
        return at < _end && _text[at] == '\n' ? at + 1 : 0;
    }

    // >file, 2>&1, <<EOF, <<<word: what is behind is no argument.
    private void Redirect()
    {
        if (_wordStart >= 0 && !_hasQuotes && _word.ToString().All(static c => c is >= '0' and <= '9'))
        {
            _word.Clear();
            _wordStart = -1;
        }

        EndWord();
        var isHeredoc = Current == '<' && Peek() == '<' && Peek(2) != '<';
        while (Current is '<' or '>' or '&' or '|' or '-')
            _position++;
        while (Current is ' ' or '\t')
            _position++;
        var start = _position;
        var before = _command.Words.Count;
        while (_position < _end && Current is not (' ' or '\t' or '\r' or '\n' or ';' or '|' or '&' or '(' or ')' or '<' or '>'))
            Step(Current);
        EndWord();
        while (_command.Words.Count > before)
            _command.Words.RemoveAt(_command.Words.Count - 1);
        if (isHeredoc)
            _heredocs.Add(_text.Substring(start, _position - start).Replace("'", "").Replace("\"", "").Replace("\\", ""));
    }

    private void SkipHeredocs()
    {
        foreach (var delimiter in _heredocs)
        {
            while (_position < _end)
            {
                var start = _position;
                SkipLine();
                var line = _text.Substring(start, _position - start).Trim();
                if (_position < _end)
                    _position++;
                if (line == delimiter)
                    break;
            }
        }

        _heredocs.Clear();
    }

    private void Escape()
    {
        BeginWord();
        _isWindowsPath |= IsWindowsPath();
        if (_isWindowsPath || _position + 1 >= _end)
        {
            Append('\\', 1);
            return;
        }

        _hasQuotes = true;
        Append(_text[_position + 1], 2);
    }

    // C:\ or \\.\pipe\
    private bool IsWindowsPath()
    {
        var length = _word.Length;
        var isDrive = length >= 2 && _word[length - 1] == ':' && _word[length - 2] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
            && (length == 2 || _word[length - 3] is ':' or '=' or ',');
        return isDrive || string.CompareOrdinal(_text, _position, @"\\.\", 0, 4) == 0;
    }

    private void SingleQuoted()
    {
        BeginWord();
        _hasQuotes = true;
        for (_position++; _position < _end && Current != '\''; _position++)
            _word.Append(Current);
        _position = Math.Min(_position + 1, _end);
    }

    private void DoubleQuoted()
    {
        BeginWord();
        _hasQuotes = true;
        _position++;
        while (_position < _end && Current != '"')
        {
            if (Current == '\\' && LineEnd(_position + 1) is var next and > 0)
                _position = next;
            else if (Current == '\\' && Peek() is '"' or '\\' or '$' or '`')
                Append(Peek(), 2);
            else if (Current is not ('$' or '`' or '%') || !Expand())
                Append(Current, 1);
        }

        _position = Math.Min(_position + 1, _end);
    }

    // A variable or a substitution becomes a hole; false when the character stands for itself.
    private bool Expand()
    {
        var end = Current switch
        {
            '$' when Peek() == '(' => Substitution(_position + 2, ')'),
            '$' when Peek() == '{' => AfterBraces(_position + 2),
            '$' => AfterName(_position + 1),
            '`' => Substitution(_position + 1, '`'),
            _ => AfterPercent(_position + 1),
        };
        if (end < 0)
            return false;
        BeginWord();
        _isImageName |= Contains(_position, end, "image") || Contains(_position, end, "img");
        _isListName |= Contains(_position, end, "arg") || Contains(_position, end, "opt") || Contains(_position, end, "flag") || Contains(_position, end, "param");
        // "$@" and "${LIST[@]}" are many words in spite of their quotes.
        _isArray |= (Current == '$' && Peek() is '@' or '*') || Contains(_position, end, "[@]") || Contains(_position, end, "[*]");
        _word.Append(Holes.Hole);
        _position = end;
        return true;
    }

    private bool Contains(int start, int end, string part) => _text.IndexOf(part, start, end - start, StringComparison.OrdinalIgnoreCase) >= 0;

    // $NAME, $env:NAME (PowerShell), $1, $@
    private int AfterName(int at)
    {
        if (at >= _end)
            return -1;
        if (!IsNamePart(_text[at]))
            return _text[at] is '@' or '*' or '#' or '?' or '!' or '$' or '-' ? at + 1 : -1;
        if (string.Compare(_text, at, "env:", 0, 4, StringComparison.OrdinalIgnoreCase) == 0)
            at += 4;
        while (at < _end && IsNamePart(_text[at]))
            at++;
        return at;
    }

    // ${NAME:-value}, ${{ github.sha }}
    private int AfterBraces(int at)
    {
        for (var depth = 1; at < _end && _text[at] != '\n'; at++)
        {
            if (_text[at] == '{')
                depth++;
            else if (_text[at] == '}' && --depth == 0)
                return at + 1;
        }

        return at;
    }

    // %NAME% of cmd
    private int AfterPercent(int at)
    {
        var start = at;
        while (at < _end && IsNamePart(_text[at]))
            at++;
        return at < _end && at > start && _text[at] == '%' && _text[start] is not (>= '0' and <= '9') ? at + 1 : -1;
    }

    private static bool IsNamePart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    private int Substitution(int start, char close)
    {
        var at = start;
        var quote = '\0';
        for (var depth = 1; at < _end; at++)
        {
            var c = _text[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c == '\\')
                at++;
            else if (c == close && --depth == 0)
                break;
            else if (c == '(' && close == ')')
                depth++;
        }

        at = Math.Min(at, _end);
        if (_nesting < MaxNesting)
            new CommandLineSplitter(_source, start, at, _nesting + 1, _commands).Run();
        return Math.Min(at + 1, _end);
    }
}
