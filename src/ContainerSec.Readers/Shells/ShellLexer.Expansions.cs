
namespace ContainerSec.Readers.Shells;

/// <content>What stands for something else: variables, substitutions, arithmetic.</content>
internal sealed partial class ShellLexer
{
    /// <summary>Skips to the parenthesis that closes one already read; true when it closes doubly, as arithmetic does.</summary>
    public bool SkipArithmetic()
    {
        for (var depth = 2; Position < _end; Position++)
        {
            if (_text[Position] == '(')
                depth++;
            else if (_text[Position] == ')' && --depth == 0)
                return _text[Position++ - 1] == ')';
        }

        return false;
    }

    private void ReadWordParenthesis(ShellWordBuilder builder)
    {
        var start = Position;
        if (_text[Position] == '(')
        {
            Position++;
            while (Position < _end && _text[Position] is not (')' or '\n'))
                Position++;
            Position = Math.Min(Position + 1, _end);
        }
        else
        {
            Position += 2;
            ReadSubstitution();
        }

        builder.Add(ShellWord.Unknown, start);
    }

    private void ReadDollar(ShellWordBuilder builder, bool isQuoted, (List<ShellWord>? Words, int Start) split)
    {
        var start = Position++;
        switch (Current)
        {
            case '(' when Peek() == '(':
                Position += 2;
                if (!SkipArithmetic())
                    _session.MayHaveMore = true;
                builder.Add(ShellWord.Unknown, start);
                break;
            case '(':
                Position++;
                ReadSubstitution();
                builder.Add(ShellWord.Unknown, start);
                break;
            case '{':
                AddValue(builder, ReadBraces(), start, isQuoted, split);
                break;
            case '\'' when !isQuoted:
                ReadAnsiQuoted(builder);
                break;
            case '"' when !isQuoted:
                ReadDoubleQuoted(builder);
                break;
            case var c when ShellWord.IsNameStart(c):
                AddValue(builder, Variables.Get(ReadName()), start, isQuoted, split);
                break;
            case (>= '0' and <= '9') or '@' or '*' or '#' or '?' or '-' or '$' or '!':
                Position++;
                builder.Add(ShellWord.Unknown, start);
                break;
            default:
                builder.Add(start, start + 1);
                break;
        }
    }

    private string ReadName()
    {
        var start = Position;
        while (Position < _end && ShellWord.IsNamePart(_text[Position]))
            Position++;
        return _text.Substring(start, Position - start);
    }

    // ${NAME}, ${NAME-word} and ${NAME+word} can be told; what cuts and replaces is not worth it in a script.
    private string? ReadBraces()
    {
        Position++;
        var name = ReadName();
        var nullIsUnset = Current == ':';
        if (nullIsUnset)
            Position++;
        var operation = Current;
        if (operation is '-' or '+' or '=' or '?')
            Position++;
        var word = ReadBracedWord();
        if (name.Length == 0 || Variables.Get(name) is not { } value)
            return null;
        var isSet = value.Length > 0 || !nullIsUnset;
        return operation switch
        {
            '}' when !nullIsUnset => value,
            '-' or '=' or '?' => isSet ? value : word,
            '+' => isSet ? word : "",
            _ => null,
        };
    }

    private string? ReadBracedWord()
    {
        if (!_session.TryEnter())
        {
            Position = _end;
            return null;
        }

        var builder = _session.Builder(_text);
        while (Position < _end && _text[Position] != '}')
        {
            switch (_text[Position])
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
                    ReadDollar(builder, isQuoted: true, default);
                    break;
                case '`':
                    ReadBackticks(builder);
                    break;
                default:
                    builder.Add(Position, ++Position);
                    break;
            }
        }

        if (Position == _end)
            Unterminated();
        else
            Position++;
        var word = builder.ToString();
        _session.Return(builder);
        _session.Leave();
        return word;
    }

    private void AddValue(ShellWordBuilder builder, string? value, int start, bool isQuoted, (List<ShellWord>? Words, int Start) split)
    {
        builder.IsQuoted |= isQuoted;
        if (value is null || !_session.TryExpand(value.Length))
        {
            builder.Add(ShellWord.Unknown, start);
            return;
        }

        if (split.Words is null || value.IndexOfAny([' ', '\t', '\n']) < 0)
        {
            builder.Add(value, start);
            return;
        }

        var pieces = value.Split([' ', '\t', '\n']);
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0 && (!builder.IsEmpty || builder.IsQuoted))
            {
                split.Words.Add(builder.ToWord(split.Start, Position));
                builder.Clear();
            }

            builder.Add(pieces[i], start);
        }
    }

    // $'…' of bash
    private void ReadAnsiQuoted(ShellWordBuilder builder)
    {
        builder.IsQuoted = true;
        Position++;
        while (Position < _end && _text[Position] != '\'')
        {
            if (_text[Position] != '\\' || Position + 1 == _end)
            {
                builder.Add(Position, ++Position);
                continue;
            }

            var decoded = _text[Position + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '\\' or '\'' or '"' => _text[Position + 1], _ => ShellWord.Unknown };
            builder.Add(decoded, Position);
            Position += 2;
        }

        if (Position == _end)
            Unterminated();
        else
            Position++;
    }

    private void ReadBackticks(ShellWordBuilder builder)
    {
        var start = Position++;
        var body = _session.Builder(_text);
        while (Position < _end && _text[Position] != '`')
        {
            if (_text[Position] == '\\' && Peek() is '`' or '\\' or '$')
                Position++;
            body.Add(Position, ++Position);
        }

        if (Position == _end)
            Unterminated();
        else
            Position++;
        var script = body.ToScript(Script);
        _session.ReadNested(script, script.Start, script.End, Variables.Subshell(), Substitutions, hasPipefail: false);
        _session.Return(body);
        builder.Add(ShellWord.Unknown, start);
    }

    // Position is behind the opening parenthesis.
    private void ReadSubstitution()
    {
        if (!_session.TryEnter())
        {
            Position = _end;
            return;
        }

        var (variables, substitutions) = (Variables, Substitutions);
        var parser = _session.Parser();
        parser.Begin(this, variables.Subshell(), substitutions, hasPipefail: false);
        parser.ReadToParenthesis();
        _session.Return(parser);
        (Variables, Substitutions) = (variables, substitutions);
        _session.Leave();
    }

    private static bool IsAssignment(ShellWordBuilder builder) =>
        !builder.IsEmpty && new ShellWord(builder.ToString(), 0, 0).AssignedName is not null;
}
