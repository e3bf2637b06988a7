namespace ContainerSec.Rules;

/// <summary>CSEC0624: only the last command of a pipe decides whether the build fails.</summary>
internal sealed class PipeWithoutPipefail : Rule, IJudge<RunInstruction>
{
    // What cannot fail in a way that matters.
    private static readonly string[] Safe = ["echo", "printf", "yes", "true"];

    public override RuleInfo Info { get; } = new("CSEC0624", "Pipe in RUN without pipefail", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A download that fails or stops half way goes unnoticed: the image is built with an empty or truncated file, and a broken signature check passes.",
        Fix = "Set SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] or begin the RUN with 'set -o pipefail &&'.",
        Mappings = [Mapping.Cwe(754)],
        References = ["Docker documentation, Building best practices: using pipes"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN wget -qO- https://example.com/a.tar | tar -x\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nRUN set -o pipefail && wget -qO- https://example.com/a.tar | tar -x\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        if (subject.Shell.Count > 0 && !IsUnixShell(subject.Shell[0]))
            return;
        foreach (var pipeline in subject.Script.Pipelines)
        {
            if (pipeline.Commands.Count < 2)
                continue;
            if (pipeline.HasPipefail || pipeline.Commands.Take(pipeline.Commands.Count - 1).All(static c => c.IsAny(Safe)))
                context.Pass();
            else
                context.Fail(pipeline.Commands[0].Origin ?? subject.Origin, "pipes one command into another without pipefail");
        }
    }

    private static bool IsUnixShell(string shell) => shell.EndsWith("sh", StringComparison.Ordinal) && !shell.EndsWith("pwsh", StringComparison.Ordinal);
}
