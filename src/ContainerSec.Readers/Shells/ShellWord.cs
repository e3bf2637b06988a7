using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>A word of a script after quotes and expansions.</summary>
internal readonly struct ShellWord
{
    /// <summary>Stands for what cannot be known: the output of a command, a variable without a known value. Unicode calls it a noncharacter, so no text means it.</summary>
    public const char Unknown = '\uFFFF';

    public ShellWord(string text, int start, int end, TextRun[]? runs = null, bool isQuoted = false, Provenance? origin = null)
    {
        (Text, Start, End, Runs, IsQuoted, Origin) = (text, start, end, runs, isQuoted, origin);
    }

    /// <summary>Its characters, with <see cref="Unknown"/> where they are not known.</summary>
    public string Text { get; }

    /// <summary>Where it begins in the script.</summary>
    public int Start { get; }

    /// <summary>Where it ends in the script.</summary>
    public int End { get; }

    /// <summary>Where its characters come from, when that is not simply the script from start to end.</summary>
    public TextRun[]? Runs { get; }

    /// <summary>Whether a part was quoted, escaped or expanded: then it is no reserved word.</summary>
    public bool IsQuoted { get; }

    /// <summary>Its place, when it is no part of a script but an item of an argument list.</summary>
    public Provenance? Origin { get; }

    /// <summary>Whether every character is known.</summary>
    public bool IsKnown => Text.IndexOf(Unknown) < 0;

    public Statement PlaceIn(MappedText script) => Origin is null ? script.PlaceAt(Start, End) : Statement.At(Origin);

    public Fact<string> ToFact(MappedText script) =>
        IsKnown ? Fact.Known(Text, PlaceIn(script)) : Fact.Unknown<string>(PlaceIn(script));

    /// <summary>The word as a script of its own.</summary>
    public MappedText ToScript(MappedText script) =>
        Origin is not null ? MappedText.Of(Text, Origin)
        : Runs is null ? script.Slice(Start, End)
        : script.Derive(Text, Runs, 0, Runs.Length);

    /// <summary>The name of <c>NAME=value</c>; null when the word is no assignment.</summary>
    public string? AssignedName
    {
        get
        {
            if (Text.Length == 0 || !IsNameStart(Text[0]))
                return null;
            var equals = Text.IndexOf('=');
            var end = equals > 1 && Text[equals - 1] == '+' ? equals - 1 : equals;
            return end > 0 && IsName(Text, end) ? Text.Substring(0, end) : null;
        }
    }

    /// <summary>The value of <c>NAME=value</c>; null when it is not known.</summary>
    public string? AssignedValue
    {
        get
        {
            var equals = Text.IndexOf('=');
            return equals > 0 && Text[equals - 1] != '+' && IsKnown ? Text.Substring(equals + 1) : null;
        }
    }

    public static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public static bool IsNamePart(char c) => IsNameStart(c) || c is >= '0' and <= '9';

    private static bool IsName(string text, int length)
    {
        if (!IsNameStart(text[0]))
            return false;
        for (var i = 1; i < length; i++)
        {
            if (!IsNamePart(text[i]))
                return false;
        }

        return true;
    }
}
