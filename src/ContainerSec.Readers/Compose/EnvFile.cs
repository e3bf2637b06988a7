using System.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>A line of an env file.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value; unset when only the name is written and nothing is known of that variable.</param>
/// <param name="IsInterpolated">Whether the value came through another variable.</param>
/// <param name="IsInherited">Whether only the name is written, so that the value is taken over from the environment.</param>
/// <param name="Origin">The name with its value.</param>
internal readonly record struct EnvFileVariable(string Name, Fact<string> Value, bool IsInterpolated, bool IsInherited, TextProvenance Origin);

/// <summary>Reads env files as Compose does: <c>.env</c> and <c>env_file</c>.</summary>
/// <remarks>
/// <c>export NAME="value" # comment</c>. Double-quoted and bare values are interpolated, single-quoted ones are taken as they are;
/// quoted values may run over several lines. Docker documentation, "Env file syntax".
/// </remarks>
internal sealed class EnvFile
{
    private readonly SourceText _file;
    private readonly string _text;
    private readonly ComposeVariables _variables;
    private readonly bool _isRaw;
    private readonly Dictionary<string, Fact<string>> _own = new(StringComparer.Ordinal);
    private readonly List<EnvFileVariable> _result = [];
    private int _at;

    private EnvFile(SourceText file, ComposeVariables variables, bool isRaw)
    {
        _file = file;
        _text = file.Content;
        _variables = variables;
        _isRaw = isRaw;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="variables">What values may refer to, besides variables of the file itself.</param>
    /// <param name="isRaw">The format <c>raw</c>: nothing is interpolated, quotes are part of the value.</param>
    public static List<EnvFileVariable> Read(SourceText file, ComposeVariables variables, bool isRaw = false)
    {
        var reader = new EnvFile(file, variables, isRaw);
        while (reader._at < reader._text.Length)
            reader.ReadLine();
        return reader._result;
    }

    private void ReadLine()
    {
        SkipBlanks();
        var start = _at;
        var nameStart = _at;
        while (_at < _text.Length && IsNameCharacter(_text[_at]))
            _at++;
        var name = _text.Substring(nameStart, _at - nameStart);
        SkipBlanks();
        if (name == "export" && _at < _text.Length && IsNameCharacter(_text[_at]))
        {
            nameStart = _at;
            while (_at < _text.Length && IsNameCharacter(_text[_at]))
                _at++;
            name = _text.Substring(nameStart, _at - nameStart);
            SkipBlanks();
        }

        if (name.Length > 0 && _at < _text.Length && _text[_at] is '=' or ':')
        {
            _at++;
            ReadValue(name, nameStart);
        }
        else if (name.Length > 0 && (_at == _text.Length || _text[_at] is '\r' or '\n' or '#'))
        {
            _result.Add(new EnvFileVariable(name, _variables[name], false, true, _file.At(start, nameStart + name.Length)));
        }

        // Comments, empty lines and what is no assignment.
        SkipLine();
    }

    private void ReadValue(string name, int nameStart)
    {
        if (!_isRaw)
            SkipBlanks();
        var start = _at;
        var isQuoted = !_isRaw && _at < _text.Length && _text[_at] is '"' or '\'' && TrySkipQuoted();
        var raw = isQuoted ? _text.Substring(start + 1, _at - start - 2) : BareValue(start);
        var (from, to) = isQuoted ? (start + 1, _at - 1) : (start, start + raw.Length);
        var isLiteral = _isRaw || (isQuoted && _text[start] == '\'');
        var value = isLiteral ? new Interpolated(raw, false, false) : Expand(isQuoted ? Unescape(raw) : raw);
        var fact = value.IsUnknown ? Fact.Unknown<string>(_file.At(from, to)) : Fact.Known(value.Text, _file.At(from, to));
        _own[name] = fact;
        _result.Add(new EnvFileVariable(name, fact, value.IsInterpolated, false, _file.At(nameStart, to)));
    }

    // Text that is no template is taken as it is: a password may hold a dollar sign.
    private Interpolated Expand(string raw) =>
        Interpolation.Expand(raw, name => _variables[name].Or(_own.TryGetValue(name, out var own) ? own : default), out var value, out _)
            ? value
            : new Interpolated(raw, false, false);

    private string BareValue(int start)
    {
        while (_at < _text.Length && _text[_at] is not ('\r' or '\n'))
        {
            // A comment needs a blank before it: NAME=a#b keeps the hash.
            if (!_isRaw && _text[_at] == '#' && (_at == start || _text[_at - 1] is ' ' or '\t'))
                break;
            _at++;
        }

        return _isRaw ? _text.Substring(start, _at - start) : _text.Substring(start, _at - start).TrimEnd();
    }

    private bool TrySkipQuoted()
    {
        var quote = _text[_at];
        for (var i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == quote)
            {
                _at = i + 1;
                return true;
            }
        }

        return false;
    }

    private static string Unescape(string raw)
    {
        if (raw.IndexOf('\\') < 0)
            return raw;
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                result.Append(raw[i]);
                continue;
            }

            i++;
            // An escaped dollar sign stays one: "$$" is how the template says it.
            result.Append(raw[i] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '$' => "$$", var other => other.ToString() });
        }

        return result.ToString();
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\uFEFF')
            _at++;
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', Math.Min(_at, _text.Length));
        _at = end < 0 ? _text.Length : end + 1;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '[' or ']';
}
