namespace ContainerSec.Rules;

/// <summary>CSEC0604: images travel without TLS, or from a server that nobody verified.</summary>
/// <remarks>A registry on the loopback interface has no way that somebody could stand in; Docker itself treats 127.0.0.0/8 as insecure and pulls from it.</remarks>
internal sealed class InsecureRegistry : Rule, IJudge<EngineHost>, IJudge<Workload>, IJudge<PulledImage>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0604", "Registry without TLS or without verification", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever stands between the engine and the registry can answer with an image of their own, and it runs.",
        Fix = "Give the registry a certificate and name it with https; put a private authority's certificate under /etc/docker/certs.d instead of switching verification off.",
        Precedes = ["CSEC0605"],
        Mappings =
        [
            Mapping.CisDocker("2.5"), Mapping.Nist("4.2.1"), Mapping.OwaspDocker("D08"), Mapping.Attack("T1557"), Mapping.Cwe(319),
        ],
        References = ["dockerd(8), --insecure-registry"],
        Examples =
        [
            Example.Bad(Surface.DaemonJson, "{\n  \"insecure-registries\": [\"registry.contoso.local:5000\"]\n}\n"),
            Example.Good(Surface.DaemonJson, "{\n  \"insecure-registries\": []\n}\n"),
        ],
    };

    public void Check(EngineHost subject, RuleContext context)
    {
        context.JudgeEach(subject.InsecureRegistries, static registry => !IsLoopback(registry), static registry => $"trusts registry '{registry}' without TLS or verification");
        context.JudgeEach(subject.RegistryMirrors, IsPlain, static mirror => $"pulls through mirror '{mirror}' without TLS");
    }

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Reference, context);

    public void Check(PulledImage subject, RuleContext context) => Judge(subject.Reference, context);

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
        foreach (var tag in subject.Tags)
            Judge(tag, context);
    }

    // No client takes a scheme in an image's name; who writes one believes that it is used.
    private static void Judge(Fact<ImageReference> image, RuleContext context)
    {
        if (image.Is(static i => IsPlain(i.Text)))
            context.Fail(image.Origin, $"names image '{image.Value}' with http");
    }

    private static bool IsPlain(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !IsLoopback(address.Substring("http://".Length));

    private static bool IsLoopback(string registry) =>
        registry.StartsWith("127.", StringComparison.Ordinal) || registry.StartsWith("[::1]", StringComparison.Ordinal) || registry == "::1/128"
        || registry == "localhost" || registry.StartsWith("localhost:", StringComparison.Ordinal) || registry.StartsWith("localhost/", StringComparison.Ordinal);
}
