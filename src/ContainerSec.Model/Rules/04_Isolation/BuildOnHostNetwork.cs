namespace ContainerSec.Rules;

/// <summary>CSEC0410: commands of the build use the network of the machine that builds.</summary>
internal sealed class BuildOnHostNetwork : Rule, IJudge<RunInstruction>, IJudge<ImageBuild>
{
    public override RuleInfo Info { get; } = new("CSEC0410", "Build step on the host network", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A build command, or a package's install script, reaches services that listen on the build machine's loopback: agents, caches, metadata.",
        Fix = "Remove the option; pass what the step needs as a build argument, a secret or a context.",
        Mappings = [Mapping.Cwe(653)],
        References = ["Dockerfile reference, RUN --network", "BuildKit entitlements, network.host"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN --network=host wget http://localhost:8080/tool\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nRUN --network=none make\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    build:\n      context: .\n      network: host\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context) =>
        context.Judge(subject.Network, static network => network == "host", "has a build step on the host's network");

    public void Check(ImageBuild subject, RuleContext context)
    {
        context.Judge(subject.Network, static mode => mode.Kind == NamespaceKind.Host, "is built on the host's network");
        context.JudgeEach(subject.Entitlements, static name => name == "network.host", static _ => "lets its build use the host's network (network.host)");
    }
}
