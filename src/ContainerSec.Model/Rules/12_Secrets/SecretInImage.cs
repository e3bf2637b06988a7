using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1209: the image's configuration carries a secret.</summary>
internal sealed class SecretInImage : Rule, IJudge<ImageConfig>, IJudge<VariableInstruction>, IJudge<ImageBuild>
{
    public override RuleInfo Info { get; } = new("CSEC1209", "Secret in image environment or label", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "The configuration travels with the image to every registry and every machine that pulls it; a layer above does not remove it.",
        Fix = "Pass the value when the container starts, as a secret; for a step of the build, mount it with RUN --mount=type=secret.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["OCI image-spec, Image Configuration"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nLABEL com.contoso.deploy-token=glpat-9aZ8yX7wV6uT5sR4qP3o\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nLABEL org.opencontainers.image.title=shop\n"),
        ],
    };

    public void Check(ImageConfig subject, RuleContext context)
    {
        context.JudgeSecrets(subject.Environment, Message);
        context.JudgeSecrets(subject.Labels, Message);
    }

    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword != "ARG")
            context.JudgeSecrets(subject.Variables, Message);
    }

    public void Check(ImageBuild subject, RuleContext context) => context.JudgeSecrets(subject.Labels, Message);

    private static string Message(string name, SecretLiteral secret) => $"bakes {secret.What} into the image as '{name}'";
}
