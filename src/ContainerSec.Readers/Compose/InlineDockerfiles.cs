using System.Text;
using ContainerSec.Readers.Dockerfiles;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads Dockerfiles that are written into build sections, <c>dockerfile_inline: |</c>.</summary>
/// <remarks>
/// The Dockerfile is read where it stands: everything before it counts as blank, so that places are those of the Compose file.
/// Only literal blocks are read, and none with variables of Compose in it: in other forms text and places differ.
/// </remarks>
internal sealed class InlineDockerfiles(ReadOptions options, ComposeProblems problems)
{
    // Each one costs the text before it: of a file with very many, the first are read.
    private const long MaxBlanks = 50_000_000;

    private long _blanks;

    public Deployment Read(YamlMapping service, RunContext context)
    {
        if ((service["build"] as YamlMapping)?["dockerfile_inline"] is not YamlScalar { IsUnknown: false, IsInterpolated: false } scalar
            || !IsLiteralBlock(scalar) || (_blanks += scalar.End) > MaxBlanks)
            return new Deployment();
        var result = DockerfileReader.Read(Blank(scalar), options with { Context = context });
        foreach (var problem in result.Problems)
        {
            if (problem.Origin?.Text is { } at)
                problems.Add(problem.Severity, problem.Message, scalar.Source.At(at.StartOffset, at.EndOffset));
        }

        return result.Deployment;
    }

    private static bool IsLiteralBlock(YamlScalar scalar) =>
        scalar.Start < scalar.Source.Content.Length && scalar.Source.Content[scalar.Start] == '|';

    private static SourceText Blank(YamlScalar scalar)
    {
        var content = scalar.Source.Content;
        var start = content.IndexOf('\n', scalar.Start);
        var text = new StringBuilder(scalar.End);
        for (var i = 0; i < scalar.End; i++)
        {
            if (i < start && content[i] is not ('\n' or '\r'))
                text.Append(' ');
            else
                text.Append(content[i]);
        }

        // $$ is Compose's way to write a dollar sign.
        if (start >= 0 && start < text.Length)
            text.Replace("$$", " $", start, text.Length - start);
        return new SourceText(scalar.Source.Path, text.ToString());
    }
}
