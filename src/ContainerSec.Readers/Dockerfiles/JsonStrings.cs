using System.Globalization;
using System.Text;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The exec form of an instruction: a JSON array of strings, and nothing behind it.</summary>
internal sealed class JsonStrings
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly int _end;
    private readonly WordPool _pool;
    private readonly List<ShellWord> _words = [];
    private int _position;
    private bool _hasOther;

    private JsonStrings(string text, int start, int end, WordPool pool) => (_text, _position, _end, _pool) = (text, start, end, pool);

    /// <summary>Reads an array.</summary>
    /// <param name="text">The line.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where the instruction ends.</param>
    /// <param name="pool">Gives the same text for words that come again.</param>
    /// <param name="hasOther">Whether it is valid JSON, but has something else than strings: an error, no shell form.</param>
    /// <returns>The strings; null when the text is no JSON array: then it is the shell form.</returns>
    public static List<ShellWord>? Read(string text, int start, int end, WordPool pool, out bool hasOther)
    {
        hasOther = false;
        if (start >= end || text[start] != '[')
            return null;
        var reader = new JsonStrings(text, start, end, pool);
        if (!reader.ReadArray(0) || reader.Next() != '\0')
            return null;
        hasOther = reader._hasOther;
        return reader._words;
    }

    private bool ReadArray(int depth)
    {
        _position++;
        if (Next() == ']')
        {
            _position++;
            return true;
        }

        while (ReadValue(depth))
        {
            var c = Next();
            _position++;
            if (c == ']')
                return true;
            if (c != ',')
                return false;
        }

        return false;
    }

    private bool ReadValue(int depth)
    {
        var c = Next();
        if (c == '"')
            return ReadString(isItem: depth == 0);
        _hasOther = true;
        if (c == '[')
            return depth < MaxDepth && ReadArray(depth + 1);
        if (c == '{')
            return depth < MaxDepth && ReadObject(depth + 1);
        var start = _position;
        while (_position < _end && _text[_position] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '+' or '.' or 'E')
            _position++;
        var token = _text.Substring(start, _position - start);
        return token is "true" or "false" or "null" || double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private bool ReadObject(int depth)
    {
        _position++;
        if (Next() == '}')
        {
            _position++;
            return true;
        }

        while (Next() == '"' && ReadString(isItem: false) && Next() == ':')
        {
            _position++;
            if (!ReadValue(depth))
                return false;
            var c = Next();
            _position++;
            if (c == '}')
                return true;
            if (c != ',')
                return false;
        }

        return false;
    }

    private bool ReadString(bool isItem)
    {
        var start = ++_position;
        while (_position < _end && _text[_position] is not ('"' or '\\') && _text[_position] >= ' ')
            _position++;
        if (_position < _end && _text[_position] == '"')
        {
            if (isItem)
                _words.Add(new ShellWord(_pool.Get(_text, start, _position), start, _position, isQuoted: true));
            _position++;
            return true;
        }

        return ReadEscaped(start, isItem);
    }

    private bool ReadEscaped(int start, bool isItem)
    {
        var (value, runs) = (new StringBuilder(), new List<TextRun>());
        _position = start;
        while (_position < _end && _text[_position] >= ' ')
        {
            var from = _position;
            while (_position < _end && _text[_position] is not ('"' or '\\') && _text[_position] >= ' ')
                _position++;
            if (_position > from)
            {
                runs.Add(new TextRun(value.Length, from, _position - from));
                value.Append(_text, from, _position - from);
            }

            if (_position >= _end || _text[_position] < ' ')
                return false;
            if (_text[_position] == '"')
            {
                if (isItem)
                    _words.Add(new ShellWord(value.ToString(), start, _position, runs.ToArray(), isQuoted: true));
                _position++;
                return true;
            }

            runs.Add(new TextRun(value.Length, _position, 0));
            if (!TryReadEscape(out var c))
                return false;
            value.Append(c);
        }

        return false;
    }

    private bool TryReadEscape(out char c)
    {
        c = '\0';
        if (_position + 1 >= _end)
            return false;
        var kind = _text[_position + 1];
        _position += 2;
        if (kind == 'u')
        {
            if (_position + 4 > _end || !int.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                return false;
            _position += 4;
            c = (char)code;
            return true;
        }

        c = kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', '"' or '\\' or '/' => kind, _ => '\0' };
        return c != '\0';
    }

    // The next character that is not blank; NUL at the end.
    private char Next()
    {
        while (_position < _end && _text[_position] is ' ' or '\t' or '\n' or '\r')
            _position++;
        return _position < _end ? _text[_position] : '\0';
    }
}
