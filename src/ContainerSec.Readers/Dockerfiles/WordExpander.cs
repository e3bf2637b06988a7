using System.Text;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Removes quotes and puts in variables, as the builder does in every instruction but RUN, CMD, ENTRYPOINT and HEALTHCHECK.</summary>
/// <remarks>Dockerfile reference, "Environment replacement"; single quotes take everything as it is.</remarks>
internal sealed class WordExpander(char escape, WordPool words)
{
    // One value is never longer, and all together not much longer than the file: variables that double each other stay unknown.
    private const int MaxLength = 1 << 16;
    private const int MaxDepth = 32;

    private string _text = "";
    private int _position;
    private int _end;
    private int _depth;
    private long _expanded;
    private BuildScope _scope = null!;

    /// <summary>What is wrong with the word that was expanded last; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The value; null when it is not known.</summary>
    public string? Expand(string text, int start, int end, BuildScope scope)
    {
        Problem = null;
        if (IsPlain(text, start, end))
            return words.Get(text, start, end);
        (_text, _position, _end, _scope, _depth) = (text, start, end, scope, 0);
        var value = Read('\0', keepsEscapes: false);
        return Problem is null && value.IndexOf(ShellWord.Unknown) < 0 ? value : null;
    }

    private bool IsPlain(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '$' or '\'' or '"' or ShellWord.Unknown || text[i] == escape)
                return false;
        }

        return true;
    }

    // Reads to a character that ends a part of ${…}, and behind it.
    private string Read(char stop, bool keepsEscapes)
    {
        var result = new StringBuilder();
        while (_position < _end && Problem is null)
        {
            var c = _text[_position++];
            if (c == stop && stop != '\0')
                return result.ToString();
            if (c == '\'')
                ReadSingleQuoted(result);
            else if (c == '"')
                ReadDoubleQuoted(result, keepsEscapes);
            else if (c == '$')
                Append(result, ReadDollar());
            else if (c == escape)
                ReadEscaped(result, keepsEscapes);
            else
                result.Append(c);
        }

        if (stop != '\0')
            Problem ??= $"the variable has no closing '{stop}'";
        return result.ToString();
    }

    private void ReadEscaped(StringBuilder result, bool keepsEscapes)
    {
        if (keepsEscapes)
            result.Append(escape);
        if (_position < _end)
            result.Append(_text[_position++]);
    }

    private void ReadSingleQuoted(StringBuilder result)
    {
        var close = _text.IndexOf('\'', _position, _end - _position);
        if (close < 0)
        {
            Problem = "a single quote has no partner; close it or write \\'";
            return;
        }

        result.Append(_text, _position, close - _position);
        _position = close + 1;
    }

    private void ReadDoubleQuoted(StringBuilder result, bool keepsEscapes)
    {
        while (_position < _end && Problem is null)
        {
            var c = _text[_position++];
            if (c == '"')
                return;
            if (c == '$')
            {
                Append(result, ReadDollar());
            }
            else if (c == escape && _position < _end)
            {
                var isEscaped = _text[_position] is '"' or '$' || _text[_position] == escape;
                if (keepsEscapes || !isEscaped)
                    result.Append(c);
                if (isEscaped)
                    result.Append(_text[_position++]);
            }
            else if (c != escape)
            {
                result.Append(c);
            }
        }

        Problem ??= "a double quote has no partner; close it or write \\\"";
    }

    private void Append(StringBuilder result, string? value)
    {
        _expanded += value?.Length ?? 0;
        if (value is null || result.Length + value.Length > MaxLength || _expanded > Budget)
            result.Append(ShellWord.Unknown);
        else
            result.Append(value);
    }

    private long Budget => (1 << 22) + (4L * _text.Length);

    // Patterns meet version numbers; longer work is given up rather than done in quadratic time.
    private bool TryWork(string value, string pattern, int starts)
    {
        _expanded += (long)(value.Length + 1) * (pattern.Length + 1) * (starts + 1) / 8;
        return _expanded <= Budget;
    }

    // Null when the value is not known.
    private string? ReadDollar()
    {
        if (_position >= _end || _text[_position] != '{')
            return ReadName() is { Length: > 0 } name ? Value(_scope.Get(name), name) : "$";
        if (++_depth > MaxDepth)
        {
            _position = _end;
            return null;
        }

        _position++;
        var value = ReadBraces();
        _depth--;
        return value;
    }

    private string ReadName()
    {
        var start = _position;
        if (_position < _end && char.IsDigit(_text[_position]))
        {
            while (_position < _end && char.IsDigit(_text[_position]))
                _position++;
        }
        else if (_position < _end && _text[_position] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            _position++;
        }
        else
        {
            while (_position < _end && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
                _position++;
        }

        return _text.Substring(start, _position - start);
    }

    private string? ReadBraces()
    {
        var name = ReadName();
        var operation = _position < _end ? _text[_position++] : '\0';
        if (name.Length == 0 || operation == '\0')
        {
            Problem ??= name.Length == 0 ? "'${' needs a name behind it" : "the variable has no closing '}'";
            return null;
        }

        var variable = _scope.Get(name);
        if (operation == '}')
            return Value(variable, name);
        var nullIsUnset = operation == ':';
        if (nullIsUnset)
            operation = _position < _end ? _text[_position++] : '\0';
        switch (operation)
        {
            case '-':
                return WithDefault(variable, nullIsUnset, Read('}', keepsEscapes: false));
            case '+':
                return WithAlternative(variable, nullIsUnset, Read('}', keepsEscapes: false));
            case '?':
                return Required(variable, nullIsUnset, name, Read('}', keepsEscapes: false));
            case '#' or '%':
                return Trimmed(variable, operation, Read('}', keepsEscapes: true));
            case '/' when !nullIsUnset:
                return Replaced(variable);
            default:
                Problem ??= $"'{operation}' is no modifier of a variable; use one of - + ? # % /";
                return null;
        }
    }

    private static string? Value(BuildVariable variable, string name) => variable.State switch
    {
        BuildVariableState.Known => variable.Value,
        BuildVariableState.Unset when !BuildScope.IsPlatform(name) => "",
        _ => null,
    };

    // The default of an ARG that nobody gave a value is what a build without options uses, as with "ARG NAME=default".
    private static string? WithDefault(BuildVariable variable, bool nullIsUnset, string word) => variable.State switch
    {
        BuildVariableState.Known => variable.Value.Length > 0 || !nullIsUnset ? variable.Value : word,
        BuildVariableState.Unknown => null,
        _ => word,
    };

    private static string? WithAlternative(BuildVariable variable, bool nullIsUnset, string word) => variable.State switch
    {
        BuildVariableState.Known => variable.Value.Length > 0 || !nullIsUnset ? word : "",
        BuildVariableState.Unset => "",
        _ => null,
    };

    private string? Required(BuildVariable variable, bool nullIsUnset, string name, string message)
    {
        if (variable.State == BuildVariableState.Known && (variable.Value.Length > 0 || !nullIsUnset))
            return variable.Value;
        if (variable.State is BuildVariableState.Known or BuildVariableState.Unset)
            Problem ??= $"{name} must be set{(message.Length > 0 ? ": " + message : "")}";
        return null;
    }

    private string? Trimmed(BuildVariable variable, char operation, string pattern)
    {
        if (variable.State is BuildVariableState.Unset)
            return "";
        if (variable.State != BuildVariableState.Known || pattern.IndexOf(ShellWord.Unknown) >= 0)
            return null;
        if (!TryWork(variable.Value, pattern, operation == '#' ? 1 : variable.Value.Length))
            return null;
        var isLongest = pattern.Length > 0 && pattern[0] == operation;
        var glob = new BuildPattern(isLongest ? pattern.Substring(1) : pattern);
        return operation == '#' ? glob.TrimStart(variable.Value, isLongest) : glob.TrimEnd(variable.Value, isLongest);
    }

    private string? Replaced(BuildVariable variable)
    {
        var all = _position < _end && _text[_position] == '/';
        if (all)
            _position++;
        var pattern = Read('/', keepsEscapes: true);
        var replacement = Read('}', keepsEscapes: true);
        if (variable.State is BuildVariableState.Unset)
            return "";
        if (variable.State != BuildVariableState.Known || pattern.IndexOf(ShellWord.Unknown) >= 0 || !TryWork(variable.Value, pattern, variable.Value.Length))
            return null;
        return new BuildPattern(pattern).Replace(variable.Value, replacement, all);
    }
}
