using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The instruction that is read, and what all readers of instructions need of it.</summary>
internal sealed class InstructionContext(SourceText text, char escape, DockerfileProblems problems, BuildScope globalScope)
{
    private WordExpander Expander => field ??= new WordExpander(Escape, Shell.WordPool);

    public SourceText Text { get; } = text;

    public char Escape { get; } = escape;

    public DockerfileProblems Problems { get; } = problems;

    /// <summary>The ARGs before the first FROM.</summary>
    public BuildScope GlobalScope { get; } = globalScope;

    /// <summary>Reads the scripts of all instructions.</summary>
    public ShellSession Shell { get; } = new();

    /// <summary>The options of the instruction, once they are read.</summary>
    public InstructionFlags Flags { get; } = new();

    public DockerfileLine Line { get; set; } = null!;

    /// <summary>The stage that the instruction belongs to.</summary>
    public BuildStage Stage { get; set; } = new();

    /// <summary>Whether the instruction stands behind ONBUILD: then it does nothing to its own stage.</summary>
    public bool IsOnBuild { get; set; }

    /// <summary>Where the arguments stand; the keyword when there are none.</summary>
    public Statement ArgumentsPlace => Line.IsEmpty ? Line.Map.PlaceAt(Line.KeywordStart, Line.KeywordEnd) : Line.Map.PlaceAt(Line.Start, Line.End);

    public Statement At(WordSpan span) => Line.Map.PlaceAt(span.Start, span.End);

    public Provenance? ValueAt(BuildFlag flag) => Line.Map.At(flag.ValueStart, flag.End);

    /// <summary>Reads the options of an instruction that has none: each is an error.</summary>
    public void CheckFlags(string keyword)
    {
        if (Line.Flags.Count > 0)
            Flags.Read(Line, keyword, Problems);
    }

    /// <summary>The exec form; null when the arguments are no JSON array.</summary>
    public List<ShellWord>? ReadExec() => ReadExec(Line.Start);

    public List<ShellWord>? ReadExec(int start)
    {
        var words = JsonStrings.Read(Line.Text, start, Line.End, Shell.WordPool, out var hasOther);
        if (words is null || !hasOther)
            return words;
        Problems.Error("a JSON array of an instruction has only strings; quote its items", Line.Map.At(start, Line.End));
        return [];
    }

    /// <summary>The value of an option with variables resolved; unset when the option is not there.</summary>
    public Fact<string> Expand(BuildFlag? flag, BuildScope scope)
    {
        if (flag?.Value is not { } value)
            return default;
        var place = Line.Map.PlaceAt(flag.ValueStart, flag.End);
        return Expanded(Expander.Expand(value, 0, value.Length, scope), place);
    }

    public Fact<string> Expand(string value, Provenance? place) => Expanded(Expander.Expand(value, 0, value.Length, Stage.Scope), Statement.At(place));

    /// <summary>A word with quotes removed and variables resolved.</summary>
    public Fact<string> Expand(WordSpan span, BuildScope scope) =>
        Expanded(Expander.Expand(Line.Text, span.Start, span.End, scope), At(span));

    private Fact<string> Expanded(string? value, Statement place)
    {
        if (Expander.Problem is { } problem)
            Problems.Error(problem, place.Origin);
        return value is null ? Fact.Unknown<string>(place) : Fact.Known(value, place);
    }

    /// <summary>An instruction with plain values.</summary>
    public ValueInstruction Values(string keyword, Fact<string>[] values) => new()
    {
        Keyword = keyword,
        Place = Place(),
        IsOnBuild = IsOnBuild,
        Values = FactList<string>.At(ArgumentsPlace, values),
    };

    public int EqualsIn(WordSpan word) => Line.Text.IndexOf('=', word.Start, word.End - word.Start);

    public int SkipBlanks(int position)
    {
        while (position < Line.End && char.IsWhiteSpace(Line.Text[position]))
            position++;
        return position;
    }

    public string TextOf(WordSpan word) => Shell.WordPool.Get(Line.Text, word.Start, word.End);

    /// <summary>The whole instruction.</summary>
    public Statement Place() => Statement.At(Text, Line.SourceStart, Line.SourceEnd);
}
