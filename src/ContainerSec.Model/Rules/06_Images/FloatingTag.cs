namespace ContainerSec.Rules;

/// <summary>CSEC0601: the image's name means whatever is newest.</summary>
internal sealed class FloatingTag : Rule, IJudge<Workload>, IJudge<Dockerfile>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0601", "Image with tag 'latest' or without tag", Severity.Warning, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Another image can stand behind the name tomorrow: what was tested is not what runs, and a tag that an attacker moves is pulled by everybody.",
        Fix = "Name a version, better a version and its digest: 'nginx:1.27.4@sha256:…'.",
        Mappings =
        [
            Mapping.Nist("4.2.2"), Mapping.OwaspDocker("D08"), Mapping.OwaspKubernetes("K02"), Mapping.Attack("T1204.003"),
        ],
        References = ["distribution/reference: a name without tag means 'latest'", "Kubernetes documentation, Images"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: nginx:latest\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: nginx:1.27.4\n"),
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:latest\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "nginx");"""),
            Example.Good(Surface.AspireAppHost, """builder.AddContainer("web", "nginx", "1.27.4");"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Pulled, context);

    // Images that files are copied from are CSEC0622's.
    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
            Judge(stage.BaseImage, context);
    }

    // The image of a Dockerfile has the base of its last stage, which is judged above.
    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context)
    {
        if (!image.Is(static i => i.IsScratch || !i.IsValid))
            context.Judge(image, static i => i.IsFloating, static i => $"uses image '{i}', which {(i.Tag is null ? "has no tag" : "has a tag that moves")}");
    }
}
