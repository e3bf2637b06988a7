namespace ContainerSec.Rules;

/// <summary>CSEC0908: the image runs an engine inside of the container.</summary>
internal sealed class DockerInDocker : Rule, IJudge<Workload>, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0908", "Docker-in-Docker image", Severity.Info, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "An engine inside of a container needs privileged mode, or nearly all of it: whoever gets into it is root on the host.",
        Fix = "Build images without an engine (dotnet publish with container support, rootless BuildKit), or give the job a virtual machine of its own.",
        References = ["Docker Hub, official image docker, \"dind\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  engine:\n    image: docker:27-dind\n"),
            Example.Good(Surface.Compose, "services:\n  client:\n    image: docker:27-cli\n"),
            Example.Bad(Surface.Dockerfile, "FROM docker:dind\nCOPY build.sh /\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY build.sh /\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Reference, context);

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
            Judge(stage.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context) =>
        context.Judge(image, static i => IsEngine(i), static i => $"runs an engine inside of the container, image '{i.Text}'");

    private static bool IsEngine(ImageReference image) => HasPart(image.ShortName) || (image.ShortName == "docker" && HasPart(image.Tag ?? ""));

    private static bool HasPart(string name) => name.Split('-', '_', '.').Contains("dind");
}
