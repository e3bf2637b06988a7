using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The script of a RUN in shell form, with its heredocs.</summary>
internal static class RunScript
{
    public static ShellScript Read(SourceText source, DockerfileLine line, BuildStage stage, ShellSession session)
    {
        if (line.IsEmpty)
            return ShellScript.Empty;
        if (line.Heredocs.Count == 0)
            return ShellForm.Read(session, line.Map, line.Start, line.End, stage.Shell, stage.ForBuild);
        var first = line.Heredocs[0];
        if (line.Heredocs.Count == 1 && first.WordStart == line.Start && first.WordEnd == line.End)
            return ReadBody(new MappedText(source, first.BodyStart, first.BodyEnd), stage, session);
        var script = WithBodies(source, line);
        return ShellForm.Read(session, script, script.Start, script.End, stage.Shell, stage.ForBuild);
    }

    // The body is the script; a first line "#!" names what reads it.
    private static ShellScript ReadBody(MappedText body, BuildStage stage, ShellSession session)
    {
        var text = body.Text;
        if (stage.IsWindows || body.End - body.Start < 2 || text[body.Start] != '#' || text[body.Start + 1] != '!')
            return ShellForm.Read(session, body, body.Start, body.End, stage.Shell, stage.ForBuild);
        var end = text.IndexOf('\n', body.Start, body.End - body.Start);
        var interpreter = text.Substring(body.Start + 2, (end < 0 ? body.End : end) - body.Start - 2)
            .Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var context = new ShellContext { Variables = stage.Scope.BuildValue, HasPipefail = ShellForm.HasPipefail(interpreter) };
        return ShellForm.Read(session, body, body.Start, body.End, interpreter, context);
    }

    // The shell sees the line and the bodies behind it, as it would in a script.
    private static MappedText WithBodies(SourceText source, DockerfileLine line)
    {
        var bodies = line.Heredocs[0].BodyStart;
        var text = line.Text.Substring(line.Start, line.End - line.Start) + "\n" + source.Content.Substring(bodies, line.SourceEnd - bodies);
        var slice = line.Map.Slice(line.Start, line.End);
        var runs = new List<TextRun>();
        slice.CopyRuns(runs);
        runs.Add(new TextRun(line.End - line.Start, bodies - 1, 1));
        runs.Add(new TextRun(line.End - line.Start + 1, bodies, line.SourceEnd - bodies));
        return new MappedText(source, text, runs.ToArray());
    }
}
