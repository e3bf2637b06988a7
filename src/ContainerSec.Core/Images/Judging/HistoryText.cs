using System.Text;

namespace ContainerSec.Images.Judging;

/// <summary>Writes the history of an image as the Dockerfile that it tells of, so that the rules for Dockerfiles judge it.</summary>
/// <remarks>
/// BuildKit writes <c>RUN /bin/sh -c apt-get update # buildkit</c>, <c>RUN |1 VERSION=1 /bin/sh -c …</c> and <c>COPY a b # buildkit</c>;
/// the builder before it <c>/bin/sh -c apt-get update</c>, <c>|1 VERSION=1 /bin/sh -c …</c> and <c>/bin/sh -c #(nop) ADD file:… in /</c>.
/// Only what was run, copied or made a folder is written: the rest stands in the configuration.
/// </remarks>
internal sealed class HistoryText
{
    private const string Shell = "/bin/sh -c ";
    private const string NoOperation = "#(nop)";
    private const string BuildKit = "# buildkit";
    private const string Delimiter = "CONTAINERSEC_END_OF_STEP";

    private readonly StringBuilder _text = new("FROM scratch\n");
    private readonly List<int> _stepOfLine = [-1];

    private HistoryText(IReadOnlyList<string> commands)
    {
        for (var i = 0; i < commands.Count; i++)
            Append(i, commands[i]);
    }

    /// <summary>The Dockerfile.</summary>
    public string Text => _text.ToString();

    /// <summary>Writes a history.</summary>
    /// <param name="commands">The steps as the history states them.</param>
    public static HistoryText Of(IReadOnlyList<string> commands) => new(commands);

    /// <summary>The step that a line of the text (from 1) is of; -1 for none.</summary>
    public int StepOf(int line) => line >= 1 && line <= _stepOfLine.Count ? _stepOfLine[line - 1] : -1;

    private void Append(int step, string command)
    {
        var text = command.Trim();
        if (text.EndsWith(BuildKit, StringComparison.Ordinal))
            text = text[..^BuildKit.Length].TrimEnd();
        if (Starts(text, "RUN ", out var run))
            AppendRun(step, WithoutShell(WithoutArguments(run)));
        else if (text.StartsWith('|') && WithoutArguments(text) is var rest && rest.StartsWith(Shell, StringComparison.Ordinal))
            AppendRun(step, WithoutShell(rest));
        else if (Starts(text, Shell, out var script) && Starts(script.TrimStart(), NoOperation, out var instruction))
            AppendInstruction(step, instruction.Trim());
        else if (script.Length > 0)
            AppendRun(step, script);
        else
            AppendInstruction(step, text);
    }

    private void AppendInstruction(int step, string instruction)
    {
        // "ADD file:… in /" names the content by its hash, not where it came from.
        var isCopy = Starts(instruction, "ADD ", out var operands) || Starts(instruction, "COPY ", out operands);
        var isContent = isCopy && (operands.StartsWith("file:", StringComparison.Ordinal) || operands.StartsWith("dir:", StringComparison.Ordinal) || operands.StartsWith("multi:", StringComparison.Ordinal));
        if ((isCopy && !isContent) || instruction.StartsWith("WORKDIR ", StringComparison.Ordinal) || instruction.StartsWith("VOLUME ", StringComparison.Ordinal))
            AppendLines(step, instruction.ReplaceLineEndings(" ").TrimEnd('\\', ' '));
    }

    // As a here-document: whatever the script holds, not a character of it means anything to the Dockerfile.
    private void AppendRun(int step, string script)
    {
        if (script.Trim().Length > 0 && !script.Contains(Delimiter, StringComparison.Ordinal))
            AppendLines(step, $"RUN <<'{Delimiter}'\n{script.ReplaceLineEndings("\n")}\n{Delimiter}");
    }

    private void AppendLines(int step, string lines)
    {
        _text.Append(lines).Append('\n');
        for (var i = lines.AsSpan().Count('\n'); i >= 0; i--)
            _stepOfLine.Add(step);
    }

    // |2 NAME=value OTHER=a value with spaces /bin/sh -c …: the shell is the only sure end of the arguments.
    private static string WithoutArguments(string text) =>
        text.StartsWith('|') && text.IndexOf(Shell, StringComparison.Ordinal) is var shell and >= 0 ? text[shell..] : text;

    private static string WithoutShell(string text) => Starts(text, Shell, out var script) ? script : text;

    private static bool Starts(string text, string prefix, out string rest)
    {
        var starts = text.StartsWith(prefix, StringComparison.Ordinal);
        rest = starts ? text[prefix.Length..] : "";
        return starts;
    }
}
