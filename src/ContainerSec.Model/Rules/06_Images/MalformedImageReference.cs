namespace ContainerSec.Rules;

/// <summary>CSEC0605: the text is no image reference.</summary>
/// <remarks>A tag beside a digest is good practice: the digest decides, the tag tells people and bots which version it is.</remarks>
internal sealed class MalformedImageReference : Rule, IJudge<Workload>, IJudge<PulledImage>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0605", "Malformed image reference", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The pull fails, or a typo in a digest or tag silently takes away the protection that was meant.",
        Fix = "Write 'registry/repository:tag@sha256:…' with a lower-case repository and the digest's 64 hexadecimal digits.",
        References = ["distribution/reference, Grammar"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: Contoso/Shop:1.2\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/shop:1.2\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22@sha256:0123\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Reference, context);

    public void Check(PulledImage subject, RuleContext context) => Judge(subject.Reference, context);

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context) =>
        context.Judge(image, static i => !i.IsValid, static i => $"uses image '{i}', which is no image reference: {i.Error}");
}
