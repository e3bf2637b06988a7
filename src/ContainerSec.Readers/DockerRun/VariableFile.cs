using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.DockerRun;

/// <summary>Reads the file of <c>--env-file</c>: a variable a line, comments behind <c>#</c> at a line's begin, quotes are part of the value.</summary>
internal static class VariableFile
{
    public static IEnumerable<Fact<EnvironmentVariable>> Read(SourceText file)
    {
        for (var line = 1; line <= file.LineCount; line++)
        {
            var raw = file.Line(line);
            var text = raw.TrimStart();
            if (text.Length == 0 || text[0] == '#')
                continue;
            var start = file.LineStart(line) + raw.Length - text.Length;
            yield return VariableSyntax.Environment(text, file.At(start, start + text.Length));
        }
    }
}
