using System.Text;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Cuts a Dockerfile into instructions: parser directives, comments, continuation lines, heredocs.</summary>
/// <remarks>Dockerfile reference, "Parser directives" and "Here-documents"; where it is silent, as BuildKit's parser does.</remarks>
internal sealed class DockerfileScanner(SourceText source, DockerfileProblems problems)
{
    private readonly string _text = source.Content;
    private readonly MappedText _whole = new(source, 0, source.Content.Length);
    private readonly DockerfileLine _line = new();
    private readonly List<TextRun> _runs = [];
    private readonly StringBuilder _joined = new();
    private readonly HashSet<string> _directives = new(StringComparer.Ordinal);
    private int _position = source.Content.Length > 0 && source.Content[0] == '\uFEFF' ? 1 : 0;
    private int _next;
    private bool _isBehindDirectives;

    /// <summary>The escape character: a backslash unless the directive says a backtick.</summary>
    public char Escape { get; private set; } = '\\';

    /// <summary>The next instruction; null at the end.</summary>
    public DockerfileLine? Read()
    {
        while (_position < _text.Length)
        {
            var end = ReadLine();
            var start = SkipBlanks(_position, end);
            if (start == end)
            {
                _isBehindDirectives = true;
            }
            else if (_text[start] == '#')
            {
                if (!_isBehindDirectives)
                    ReadDirective(start, end);
            }
            else
            {
                _isBehindDirectives = true;
                if (ReadInstruction(start, end) is { } line)
                    return line;
                continue;
            }

            _position = _next;
        }

        return null;
    }

    // Finds the end of the line at the position, and where the next one begins.
    private int ReadLine()
    {
        var end = _text.IndexOf('\n', _position);
        (end, _next) = end < 0 ? (_text.Length, _text.Length) : (end, end + 1);
        while (end > _position && _text[end - 1] == '\r')
            end--;
        return end;
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;
        return start;
    }

    // "# name=value", only in the first lines; any other comment ends them.
    private void ReadDirective(int start, int end)
    {
        var nameStart = SkipBlanks(start + 1, end);
        var equals = _text.IndexOf('=', nameStart, end - nameStart);
        var name = equals < 0 ? "" : _text.Substring(nameStart, equals - nameStart).Trim().ToLowerInvariant();
        var value = equals < 0 ? "" : _text.Substring(equals + 1, end - equals - 1).Trim();
        if (name is not ("syntax" or "escape" or "check") || value.Length == 0)
        {
            _isBehindDirectives = true;
            return;
        }

        var place = source.At(nameStart, end);
        if (!_directives.Add(name))
            problems.Error($"the parser directive '{name}' stands here for the second time; remove one", place);
        else if (name == "escape" && value is not ("\\" or "`"))
            problems.Error($"'{value}' is no escape character; use \\ or `", place);
        else if (name == "escape")
            Escape = value[0];
    }

    private DockerfileLine? ReadInstruction(int start, int end)
    {
        var sourceStart = start;
        _runs.Clear();
        _joined.Clear();
        while (TryFindContinuation(start, end, out var contentEnd))
        {
            Join(start, contentEnd);
            if (!TryReadContinuationLine(out start, out end))
                break;
        }

        if (_runs.Count == 0)
        {
            _line.Begin(_whole, start, end, sourceStart, end);
        }
        else
        {
            Join(start, end);
            if (_joined.Length == 0)
                return null;
            _line.Begin(new MappedText(source, _joined.ToString(), _runs.ToArray()), 0, _joined.Length, sourceStart, end);
        }

        _position = _next;
        ReadHeredocs();
        return _line.KeywordEnd > _line.KeywordStart ? _line : null;
    }

    private void Join(int start, int end)
    {
        if (end <= start)
            return;
        _runs.Add(new TextRun(_joined.Length, start, end - start));
        _joined.Append(_text, start, end - start);
    }

    // The escape character ends the line, blanks may follow; a doubled one is a character.
    private bool TryFindContinuation(int start, int end, out int contentEnd)
    {
        contentEnd = end;
        while (contentEnd > start && _text[contentEnd - 1] is ' ' or '\t')
            contentEnd--;
        contentEnd--;
        return contentEnd >= start && _text[contentEnd] == Escape && (contentEnd == start || _text[contentEnd - 1] != Escape);
    }

    // Comments and empty lines between continuation lines are no part of the instruction.
    private bool TryReadContinuationLine(out int start, out int end)
    {
        while (_next < _text.Length)
        {
            _position = _next;
            (start, end) = (_position, ReadLine());
            var content = SkipBlanks(start, end);
            if (content < end && _text[content] != '#')
                return true;
        }

        start = end = _position = _text.Length;
        return false;
    }

    private void ReadHeredocs()
    {
        var line = _line;
        var inner = line.Name == "ONBUILD" ? line.Inner() : line;
        if (inner.Name is not ("RUN" or "COPY" or "ADD") || inner.IsEmpty
            || line.Text.IndexOf("<<", inner.Start, inner.End - inner.Start, StringComparison.Ordinal) < 0
            || JsonStrings.Read(line.Text, inner.Start, inner.End, new WordPool(), out _) is not null)
            return;
        foreach (var heredoc in HeredocWords.In(inner))
        {
            line.Heredocs.Add(heredoc);
            if (!TryReadBody(heredoc))
                problems.Error($"the heredoc has no end; write {heredoc.Name} alone in the line behind its last one", line.Map.At(heredoc.WordStart, heredoc.WordEnd));
            // Without the line end behind the delimiter, which is the instruction's last character.
            line.SourceEnd = Math.Max(heredoc.BodyEnd, _text[_position - 1] == '\n' ? _position - 1 : _position);
        }
    }

    private bool TryReadBody(DockerfileHeredoc heredoc)
    {
        heredoc.BodyStart = _position;
        while (_position < _text.Length)
        {
            var (start, end) = (_position, ReadLine());
            _position = _next;
            if (heredoc.EndsWith(_text, start, end))
            {
                heredoc.BodyEnd = start;
                return true;
            }
        }

        heredoc.BodyEnd = _position;
        return false;
    }
}
