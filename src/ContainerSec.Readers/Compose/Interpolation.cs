using System.Text;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.Compose;

/// <summary>A text whose variables were replaced.</summary>
/// <param name="Text">The text; each part that is not known is one <see cref="Holes.Hole"/>.</param>
/// <param name="IsUnknown">Whether there is such a part.</param>
/// <param name="IsInterpolated">Whether a variable was named at all.</param>
internal readonly record struct Interpolated(string Text, bool IsUnknown, bool IsInterpolated);

/// <summary>Replaces the variables of a text, compose-spec "Interpolation".</summary>
/// <remarks>
/// <c>$VAR ${VAR} ${VAR:-default} ${VAR-default} ${VAR:+replacement} ${VAR+replacement} ${VAR:?error} ${VAR?error}</c>, nested; <c>$$</c> is a dollar sign.
/// Compose replaces a variable that nobody sets by nothing and warns. Whoever starts the file may well set it, so that it is unknown here;
/// but where a default is written, that is what runs when nobody says otherwise, and it is known.
/// </remarks>
internal sealed class Interpolation
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly Func<string, Fact<string>> _lookUp;
    private bool _isUnknown;
    private bool _isInterpolated;
    private string? _error;
    private int _errorAt;

    private Interpolation(string text, Func<string, Fact<string>> lookUp)
    {
        _text = text;
        _lookUp = lookUp;
    }

    /// <summary>What is wrong with a template, and where in it.</summary>
    public readonly record struct Mistake(string Message, int At);

    /// <summary>Replaces variables.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lookUp">The value of a variable; unset when nobody sets it.</param>
    /// <param name="value">The text with its variables replaced.</param>
    /// <param name="mistake">What is wrong, when it returns false.</param>
    public static bool Expand(string text, Func<string, Fact<string>> lookUp, out Interpolated value, out Mistake mistake)
    {
        mistake = default;
        value = new Interpolated(text, false, false);
        if (text.IndexOf('$') < 0)
            return true;
        var session = new Interpolation(text, lookUp);
        var result = new StringBuilder(text.Length);
        session.Append(result, 0, text.Length, 0);
        mistake = new Mistake(session._error ?? "", session._errorAt);
        value = new Interpolated(result.ToString(), session._isUnknown, session._isInterpolated);
        return session._error is null;
    }

    private void Append(StringBuilder result, int from, int to, int depth)
    {
        var at = from;
        while (at < to && _error is null)
        {
            var dollar = _text.IndexOf('$', at, to - at);
            if (dollar < 0)
            {
                result.Append(_text, at, to - at);
                return;
            }

            result.Append(_text, at, dollar - at);
            at = AppendVariable(result, dollar, to, depth);
        }
    }

    // Returns the place behind the variable.
    private int AppendVariable(StringBuilder result, int dollar, int to, int depth)
    {
        var next = dollar + 1 < to ? _text[dollar + 1] : '\0';
        if (next == '$')
        {
            result.Append('$');
            return dollar + 2;
        }

        if (next == '{')
            return AppendBraced(result, dollar, to, depth);
        var end = EndOfName(dollar + 1, to);
        if (end == dollar + 1)
        {
            // Not a variable: the sign stands for itself.
            result.Append('$');
            return end;
        }

        _isInterpolated = true;
        Append(result, _lookUp(_text.Substring(dollar + 1, end - dollar - 1)));
        return end;
    }

    private int AppendBraced(StringBuilder result, int dollar, int to, int depth)
    {
        if (depth >= MaxDepth)
            return Fail(dollar, $"Variables are nested more than {MaxDepth} levels deep.");
        var nameEnd = EndOfName(dollar + 2, to);
        var close = ClosingBrace(dollar, to);
        if (close < 0)
            return Fail(dollar, "The brace of this variable is not closed; write ${NAME}, or $$ for the sign itself.");
        if (nameEnd == dollar + 2)
            return Fail(dollar, "Between ${ and } a variable's name has to stand: letters, digits and underscores, no digit first.");
        _isInterpolated = true;
        var variable = _lookUp(_text.Substring(dollar + 2, nameEnd - dollar - 2));
        var countsEmpty = nameEnd < close && _text[nameEnd] == ':';
        var operatorAt = countsEmpty ? nameEnd + 1 : nameEnd;
        var operand = operatorAt + 1;
        var isSet = !variable.IsUnset && !(countsEmpty && variable.Is(""));
        switch (operatorAt < close ? _text[operatorAt] : '}')
        {
            case '}' when !countsEmpty:
                Append(result, variable);
                break;
            case '-' when isSet:
            case '?' when isSet:
                Append(result, variable);
                break;
            case '-':
            case '+' when isSet:
                Append(result, operand, close, depth + 1);
                break;
            case '+':
                break;
            case '?':
                // Compose refuses to start without it: whoever starts the file has to set it.
                Append(result, default(Fact<string>));
                break;
            default:
                return Fail(nameEnd, "Behind a variable's name only :-, -, :+, +, :? and ? are known; write ${NAME:-default}.");
        }

        return close + 1;
    }

    private void Append(StringBuilder result, Fact<string> variable)
    {
        if (variable.IsKnown)
        {
            result.Append(variable.Value);
            return;
        }

        _isUnknown = true;
        result.Append(Holes.Hole);
    }

    private int Fail(int at, string message)
    {
        _error ??= message;
        _errorAt = at;
        return _text.Length;
    }

    private int EndOfName(int from, int to)
    {
        var at = from;
        while (at < to && (_text[at] is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || (at > from && _text[at] is >= '0' and <= '9')))
            at++;
        return at;
    }

    // Only "${" opens a further level: ${A:-{"b":1} ends at the first brace.
    private int ClosingBrace(int dollar, int to)
    {
        var open = 0;
        for (var at = dollar; at < to; at++)
        {
            if (_text[at] == '}' && --open == 0)
                return at;
            if (_text[at] == '$' && at + 1 < to && _text[at + 1] is '{' or '$')
            {
                open += _text[at + 1] == '{' ? 1 : 0;
                at++;
            }
        }

        return -1;
    }
}
