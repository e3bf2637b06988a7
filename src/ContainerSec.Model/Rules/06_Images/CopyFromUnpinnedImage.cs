namespace ContainerSec.Rules;

/// <summary>CSEC0622: files come out of an image that can be another one tomorrow.</summary>
/// <remarks>A bare name that is no stage is an image without tag, or a typo; a build context of the command line can replace it, as it can replace any image's name.</remarks>
internal sealed class CopyFromUnpinnedImage : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0622", "COPY --from or RUN --mount from an external image without digest", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Programs are taken out of an image that nobody looks at again; whoever moves its tag puts a program into yours.",
        Fix = "Name the image with its digest, best as a stage of its own (FROM image@sha256:… AS name).",
        Precedes = ["CSEC0602"],
        Mappings =
        [
            Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.Attack("T1204.003"), Mapping.Cwe(494),
        ],
        References = ["Dockerfile reference, COPY --from"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nCOPY --from=ghcr.io/contoso/tool:1.2 /tool /usr/bin/tool\n"),
            Example.Good(Surface.Dockerfile,
                "FROM alpine:3.22\nCOPY --from=ghcr.io/contoso/tool:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef /tool /usr/bin/tool\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var instruction in subject.Instructions)
        {
            if (instruction is CopyInstruction copy)
                Judge(copy.FromImage, copy.From, subject, context);
            if (instruction is not RunInstruction run)
                continue;
            foreach (var mount in run.Mounts)
            {
                if (mount.Value is { } known)
                    Judge(known.FromImage, known.From, subject, context);
            }
        }
    }

    private static void Judge(Fact<ImageReference> image, Fact<string> from, Dockerfile file, RuleContext context)
    {
        if (image.IsUnknown && from.IsKnown && IsBareName(from.Value, file))
            context.Fail(from.Origin, $"takes files from '{from.Value}', which is no stage and, as an image, has neither tag nor digest");
        else if (image.IsKnown)
            context.Judge(image, static i => i is { IsValid: true, Digest: null }, static i => $"takes files from image '{i}' without a digest");
    }

    // Neither a variable nor the name of a stage, be it a later one or the stage itself.
    private static bool IsBareName(string from, Dockerfile file) =>
        from.Length > 0 && !char.IsDigit(from[0]) && from.IndexOf('$') < 0
        && !file.Stages.Any(stage => string.Equals(stage.Name, from, StringComparison.OrdinalIgnoreCase));
}
