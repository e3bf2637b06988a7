namespace ContainerSec.Rules;

/// <summary>CSEC0602: a tag alone says which image is meant, not that it is the same image.</summary>
internal sealed class ImageWithoutDigest : Rule, IJudge<Workload>, IJudge<Dockerfile>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0602", "Image not pinned by digest", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A tag can be moved by whoever can push to the repository; a digest is the hash of the content, so nothing else is ever pulled.",
        Fix = "Add the digest behind the tag ('nginx:1.27.4@sha256:…') and let a bot renew both.",
        Mappings =
        [
            Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.OwaspKubernetes("K02"),
            Mapping.Attack("T1204.003"), Mapping.Attack("T1525"), Mapping.Cwe(494),
        ],
        References = ["OCI image-spec, Content Descriptors: digests"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n"),
            Example.Good(Surface.Compose,
                "services:\n  web:\n    image: nginx:1.27.4@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Pulled, context);

    // Images that files are copied from are CSEC0622's.
    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
            Judge(stage.BaseImage, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context)
    {
        if (!image.Is(static i => i.IsScratch || !i.IsValid))
            context.Judge(image, static i => i.Digest is null, static i => $"uses image '{i}' without a digest");
    }
}
