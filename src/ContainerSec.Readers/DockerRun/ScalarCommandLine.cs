using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerRun;

/// <summary>Command lines that are the value of a YAML or JSON scalar.</summary>
/// <remarks>The places of words are exact unless escapes stand in the scalar: then each has the place of the whole.</remarks>
internal static class ScalarCommandLine
{
    /// <summary>The words of a scalar that holds arguments only.</summary>
    public static IReadOnlyList<RunArgument> Arguments(YamlScalar scalar)
    {
        if (RangeOf(scalar) is { } range)
            return CommandLineSplitter.SplitArguments(scalar.Source, range.Start, range.End);
        var text = new SourceText(scalar.Source.Path, scalar.Value);
        return [.. CommandLineSplitter.SplitArguments(text, 0, scalar.Value.Length).Select(word => word with { Origin = scalar.Origin })];
    }

    /// <summary>The commands of a scalar that holds a script.</summary>
    public static IReadOnlyList<CommandLine> Commands(YamlScalar scalar)
    {
        if (RangeOf(scalar) is { } range)
            return CommandLineSplitter.Split(scalar.Source, range.Start, range.End);
        var commands = CommandLineSplitter.Split(new SourceText(scalar.Source.Path, scalar.Value), 0, scalar.Value.Length);
        foreach (var command in commands)
        {
            for (var i = 0; i < command.Words.Count; i++)
                command.Words[i] = command.Words[i] with { Origin = scalar.Origin };
        }

        return commands;
    }

    // Where the text of the scalar stands as it is; null when escapes stand in it.
    private static (int Start, int End)? RangeOf(YamlScalar scalar)
    {
        var content = scalar.Source.Content;
        if (scalar.Start >= scalar.End)
            return (scalar.Start, scalar.Start);
        switch (content[scalar.Start])
        {
            case '|' or '>' when !scalar.IsPlain:
                var lineEnd = content.IndexOf('\n', scalar.Start, scalar.End - scalar.Start);
                return lineEnd < 0 ? (scalar.End, scalar.End) : (lineEnd + 1, scalar.End);
            case '"' or '\'' when !scalar.IsPlain:
                var inner = content.Substring(scalar.Start + 1, Math.Max(0, scalar.End - scalar.Start - 2));
                return inner == scalar.Value ? (scalar.Start + 1, scalar.End - 1) : null;
            default:
                return (scalar.Start, scalar.End);
        }
    }
}
