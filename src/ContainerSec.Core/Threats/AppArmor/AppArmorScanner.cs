using System.Text;

namespace ContainerSec.Threats;

/// <summary>Cuts the text of a profile into words and signs.</summary>
/// <remarks>
/// A comma ends a rule only where it ends a word: <c>/srv/{a,b} r,</c> has one. Parentheses and <c>=</c> are signs after a keyword and
/// parts of a path otherwise.
/// </remarks>
internal sealed class AppArmorScanner(SourceText source)
{
    private readonly string _text = source.Content;
    private int _depth;

    public int Position { get; set; }

    public SourceText Source => source;

    public AppArmorToken Peek()
    {
        var (position, depth) = (Position, _depth);
        var token = Next();
        (Position, _depth) = (position, depth);
        return token;
    }

    public AppArmorToken Next()
    {
        SkipBlanks();
        var start = Position;
        if (start >= _text.Length)
            return new AppArmorToken(AppArmorTokenKind.End, "", start, start);
        var c = _text[start];
        var next = start + 1 < _text.Length ? _text[start + 1] : '\0';
        switch (c)
        {
            case '"':
                return Quoted();
            case ',':
                return Sign(AppArmorTokenKind.Comma, 1);
            case '(':
                _depth++;
                return Sign(AppArmorTokenKind.OpenParenthesis, 1);
            case ')':
                _depth = Math.Max(0, _depth - 1);
                return Sign(AppArmorTokenKind.CloseParenthesis, 1);
            case '{' when next is '\0' or '}' || char.IsWhiteSpace(next) || next is '#' or '/' or '@':
                return Sign(AppArmorTokenKind.OpenBlock, 1);
            case '}':
                return Sign(AppArmorTokenKind.CloseBlock, 1);
            case '-' when next == '>':
                return Sign(AppArmorTokenKind.Arrow, 2);
            case '=':
                return Sign(AppArmorTokenKind.Assign, 1);
            case '+' when next == '=':
                return Sign(AppArmorTokenKind.Append, 2);
            case '<' when next == '=':
                return Sign(AppArmorTokenKind.AtMost, 2);
            default:
                return Word();
        }
    }

    /// <summary>Goes behind the end of a rule that was not understood: its comma, or before the end of its block.</summary>
    public void SkipRule()
    {
        _depth = 0;
        while (true)
        {
            var token = Peek();
            if (token.Kind is AppArmorTokenKind.End or AppArmorTokenKind.CloseBlock)
                return;
            Next();
            if (token.Kind == AppArmorTokenKind.OpenBlock)
                SkipBlock();
            if (token.Kind is AppArmorTokenKind.Comma or AppArmorTokenKind.OpenBlock)
                return;
        }
    }

    /// <summary>The rest of the line without a comment; variables are assigned so, without a comma at the end.</summary>
    public IReadOnlyList<AppArmorToken> RestOfLine()
    {
        var tokens = new List<AppArmorToken>();
        while (true)
        {
            while (Position < _text.Length && _text[Position] is ' ' or '\t' or '\r')
                Position++;
            if (Position >= _text.Length || _text[Position] is '\n' or '#')
                return tokens;
            tokens.Add(Next());
        }
    }

    /// <summary>Goes behind the end of a block that was opened.</summary>
    public void SkipBlock()
    {
        for (var depth = 1; depth > 0;)
        {
            var token = Next();
            depth += token.Kind == AppArmorTokenKind.OpenBlock ? 1 : token.Kind == AppArmorTokenKind.CloseBlock ? -1 : 0;
            if (token.Kind == AppArmorTokenKind.End)
                return;
        }
    }

    private void SkipBlanks()
    {
        while (Position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[Position]))
                Position++;
            else if (_text[Position] == '#' && !IsInclude(Position))
                SkipLine();
            else
                return;
        }
    }

    private void SkipLine()
    {
        while (Position < _text.Length && _text[Position] != '\n')
            Position++;
    }

    // "#include <…>" is no comment, "# include" and "#included" are.
    private bool IsInclude(int at) =>
        string.CompareOrdinal(_text, at, "#include", 0, 8) == 0 && at + 8 < _text.Length && _text[at + 8] is ' ' or '\t' or '<' or '"';

    private AppArmorToken Sign(AppArmorTokenKind kind, int length)
    {
        var start = Position;
        Position += length;
        return new AppArmorToken(kind, _text.Substring(start, length), start, Position);
    }

    private AppArmorToken Quoted()
    {
        var start = Position++;
        var content = new StringBuilder();
        while (Position < _text.Length && _text[Position] != '"')
        {
            // What a backslash takes the meaning of is for the pattern to say; a quote only ends the text.
            if (_text[Position] == '\\' && Position + 1 < _text.Length && _text[Position + 1] == '"')
                Position++;
            content.Append(_text[Position++]);
        }

        Position = Math.Min(Position + 1, _text.Length);
        return new AppArmorToken(AppArmorTokenKind.Quoted, content.ToString(), start, Position);
    }

    private AppArmorToken Word()
    {
        var start = Position;
        var isKeyword = true;
        var isPermissions = true;
        while (Position < _text.Length && !char.IsWhiteSpace(_text[Position]))
        {
            var c = _text[Position];
            if (Position > start)
            {
                if (_depth > 0 && c is ',' or ')')
                    break;
                if (c == ',' && (isPermissions || EndsRule(Position)))
                    break;
                if (isKeyword && c is '=' or '(')
                    break;
                // A quote begins a text of its own; that is a mistake, and the reader says so.
                if (c == '"' || (_text[start] == '$' && c is '='))
                    break;
                if (c is '=' or '+' && _text[Position - 1] == '}' && IsVariable(start))
                    break;
            }

            isKeyword &= c is >= 'a' and <= 'z' or '_';
            isPermissions &= "rwalkmxiupcUPC".Contains(c, StringComparison.Ordinal);
            Position += c == '\\' && Position + 1 < _text.Length ? 2 : 1;
        }

        return new AppArmorToken(AppArmorTokenKind.Word, _text[start..Position], start, Position);
    }

    private bool EndsRule(int comma) =>
        comma + 1 >= _text.Length || char.IsWhiteSpace(_text[comma + 1]) || _text[comma + 1] is '"' or '!' or ',';

    private bool IsVariable(int start) => _text[start] == '@' && start + 1 < _text.Length && _text[start + 1] == '{' && _text.IndexOf('}', start) == Position - 1;
}
