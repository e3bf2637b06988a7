namespace ContainerSec.Rules;

/// <summary>CSEC0111: where files land depends on the base image.</summary>
internal sealed class RelativeWorkingDirectory : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0111", "Relative WORKDIR, or COPY to a relative target without WORKDIR", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A new base image moves the files to another folder, perhaps over programs of the system or into a folder that is served.",
        Fix = "Begin WORKDIR with '/', and set it before copying to a relative path.",
        References = ["Dockerfile reference, WORKDIR"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nWORKDIR app\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nWORKDIR /app\nCOPY app.dll ./\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
            Check(stage, context);
    }

    private static void Check(DockerfileStage stage, RuleContext context)
    {
        var hasWorkingDirectory = Sets(stage.BaseStage);
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is ValueInstruction { Keyword: "WORKDIR" } workdir)
            {
                hasWorkingDirectory = true;
                foreach (var path in workdir.Values)
                    context.Judge(path, static p => !IsAbsolute(p), static p => $"changes to the relative folder '{p}'");
            }
            else if (instruction is CopyInstruction copy && !hasWorkingDirectory)
            {
                context.Judge(copy.Destination, static p => !IsAbsolute(p), static p => $"copies to the relative path '{p}' before any WORKDIR");
            }
        }
    }

    private static bool Sets(DockerfileStage? stage)
    {
        for (; stage is not null; stage = stage.BaseStage)
        {
            if (stage.Instructions.Any(static i => i.Keyword == "WORKDIR"))
                return true;
        }

        return false;
    }

    // Windows: "C:\app", "C:/app", "\app".
    private static bool IsAbsolute(string path) =>
        path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':' && char.IsLetter(path[0])));
}
