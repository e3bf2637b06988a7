using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Lets a build step fail when any command of a pipe fails: <c>RUN set -o pipefail &amp;&amp; …</c>, or a shell that knows it.</summary>
/// <remarks>Debian's shell does not know it, and an image that is not known may have any shell: there nothing is offered, or bash, which Debian has too.</remarks>
internal sealed class FailInPipes : TextFix
{
    private const string Title = "Fail when a command of a pipe fails";

    public override Change? At(TextPlace place)
    {
        if (place.Dockerfile is not { } file || file.At(place.Span) is not { Instruction: RunInstruction run, Stage: var stage } || file.ScriptOf(run) is not { } script)
            return null;
        var shell = run.Shell.Count == 0 ? "sh" : run.Shell[0].Substring(run.Shell[0].LastIndexOf('/') + 1);
        var image = DockerfileOutline.RootImageOf(stage);
        if (shell is "bash" or "ash" || (shell == "sh" && image.Is(static i => KnownImages.IsOnAlpine(i) || KnownImages.IsOnBash(i))))
            return Change.Replace(Title, Title, new TextSpan(script, 0), "set -o pipefail && ");
        if (shell != "sh" || !image.Is(KnownImages.IsOnDebian) || IsUsedBehind(file, stage, run))
            return null;
        // One line is enough for all that follow.
        return Change.Replace("Run with bash and pipefail from here", "Run with bash", new TextSpan(file.SpanOf(run).Start, 0), "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n") with { IsForAll = false };
    }

    // What the container itself runs through the shell, and stages that go on, would get another one too.
    private static bool IsUsedBehind(DockerfileOutline file, DockerfileStage stage, RunInstruction run) =>
        stage.Instructions.SkipWhile(i => !ReferenceEquals(i, run)).Any(static i => i is CommandInstruction { IsExecForm: false, IsNone: false } || i.Keyword == "SHELL")
        || file.Stages.Any(s => s.BaseStage?.Index == stage.Index);
}
