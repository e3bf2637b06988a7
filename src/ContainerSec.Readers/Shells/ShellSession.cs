using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>What a script and all scripts inside it share: the budgets, whether something was not understood, and objects that are used again.</summary>
/// <remarks>One session may read many scripts, one after the other; not for several threads.</remarks>
internal sealed class ShellSession
{
    // Far above what people write; deeper ones are called not understood instead of exhausting the stack.
    private const int MaxDepth = 48;

    // What variables may put into one script.
    private const int MaxExpansion = 1 << 20;

    private readonly Stack<ShellParser> _parsers = new();
    private readonly Stack<ShellLexer> _lexers = new();
    private readonly Stack<ShellWordBuilder> _builders = new();
    private int _depth;
    private int _expanded;

    /// <summary>The words of its scripts.</summary>
    public WordPool WordPool { get; } = new();

    /// <summary>Whether a part was not understood.</summary>
    public bool MayHaveMore { get; set; }

    /// <summary>Reads a script of a shell of the Bourne family.</summary>
    /// <param name="script">The text that holds it.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="context">What it finds when it starts.</param>
    public ShellScript Read(MappedText script, int start, int end, ShellContext context)
    {
        (MayHaveMore, _expanded) = (false, 0);
        var pipelines = new List<ShellPipeline>();
        ReadNested(script, start, end, new ShellVariables(context.Variables), pipelines, context.HasPipefail);
        return new ShellScript(pipelines.ToArray()) { MayHaveMore = MayHaveMore };
    }

    /// <summary>Reads an argument list: the program first.</summary>
    /// <param name="words">The arguments.</param>
    /// <param name="text">The text that their places are of.</param>
    /// <param name="context">What the program finds when it starts.</param>
    public ShellScript ReadArguments(IReadOnlyList<ShellWord> words, MappedText text, ShellContext context)
    {
        (MayHaveMore, _expanded) = (false, 0);
        var pipelines = new List<ShellPipeline>(1);
        var (lexer, parser) = (Lexer(text, text.Start, text.Start), Parser());
        parser.Begin(lexer, new ShellVariables(context.Variables), pipelines, context.HasPipefail);
        parser.ReadArguments(words);
        Return(parser);
        Return(lexer);
        return new ShellScript(pipelines.ToArray()) { MayHaveMore = MayHaveMore };
    }

    /// <summary>Reads a script inside of another; what is nested too deeply is not understood.</summary>
    public void ReadNested(MappedText script, int start, int end, ShellVariables variables, List<ShellPipeline> output, bool hasPipefail)
    {
        if (!TryEnter())
            return;
        var (lexer, parser) = (Lexer(script, start, end), Parser());
        parser.Begin(lexer, variables, output, hasPipefail);
        parser.Read();
        Return(parser);
        Return(lexer);
        Leave();
    }

    /// <summary>Begins something nested; false when it is nested too deeply.</summary>
    public bool TryEnter()
    {
        if (_depth < MaxDepth)
        {
            _depth++;
            return true;
        }

        MayHaveMore = true;
        return false;
    }

    public void Leave() => _depth--;

    /// <summary>Whether variables may put as many more characters into this script.</summary>
    public bool TryExpand(int length)
    {
        _expanded += length;
        return _expanded <= MaxExpansion;
    }

    public ShellLexer Lexer(MappedText script, int start, int end)
    {
        var lexer = _lexers.Count > 0 ? _lexers.Pop() : new ShellLexer(this);
        lexer.Begin(script, start, end);
        return lexer;
    }

    public ShellParser Parser() => _parsers.Count > 0 ? _parsers.Pop() : new ShellParser(this);

    public ShellWordBuilder Builder(string script)
    {
        var builder = _builders.Count > 0 ? _builders.Pop() : new ShellWordBuilder();
        builder.Begin(script);
        return builder;
    }

    public void Return(ShellLexer lexer) => _lexers.Push(lexer);

    public void Return(ShellParser parser) => _parsers.Push(parser);

    public void Return(ShellWordBuilder builder) => _builders.Push(builder);
}
