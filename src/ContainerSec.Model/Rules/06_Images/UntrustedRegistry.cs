namespace ContainerSec.Rules;

/// <summary>CSEC0603: the image comes from a place that the policy does not name.</summary>
/// <remarks>Silent unless the policy lists registries. Entries may hold <c>*</c>: <c>*.azurecr.io</c>.</remarks>
internal sealed class UntrustedRegistry : Rule, IJudge<Workload>, IJudge<Dockerfile>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0603", "Image from a registry that is not trusted", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Anybody can publish an image with a tempting name; what is in it runs inside your network with your data.",
        Fix = "Take the image from a registry on the list ('trustedRegistries' of the policy), or mirror it there.",
        WhenOn = Severity.Warning,
        Mappings =
        [
            Mapping.CisDocker("4.2"), Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.OwaspKubernetes("K02"),
            Mapping.Attack("T1204.003"), Mapping.Cwe(829),
        ],
        References = ["distribution/reference: a name without registry means Docker Hub"],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Pulled, context);

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var image in subject.Stages.SelectMany(static s => s.PulledImages))
            Judge(image, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context)
    {
        var trusted = context.Policy.Options.TrustedRegistries;
        if (trusted.Count > 0 && !image.Is(static i => i.IsScratch || !i.IsValid))
            context.Judge(image, i => !trusted.Any(entry => IsUnder(entry, i)), static i => $"uses image '{i}' from a registry that is not on the list");
    }

    private static bool IsUnder(string entry, ImageReference image)
    {
        var prefix = entry.TrimEnd('/');
        return WildcardPattern.IsMatch(prefix, image.FullName) || WildcardPattern.IsMatch(prefix + "/**", image.FullName);
    }
}
