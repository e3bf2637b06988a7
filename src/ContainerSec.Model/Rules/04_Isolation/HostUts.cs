namespace ContainerSec.Rules;

/// <summary>CSEC0404: the container has the host's name.</summary>
internal sealed class HostUts : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0404", "Host UTS namespace", Severity.Info, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "With the capability to it, the process renames the host, which confuses logs, certificates and cluster membership.",
        Fix = "Remove it; set a host name of the container's own.",
        Mappings = [Mapping.CisDocker("5.21"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.Cwe(653)],
        References = ["uts_namespaces(7)"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    uts: host\n"),
            Example.Bad(Surface.DockerRun, "docker run --uts=host contoso/web:1.4\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    hostname: web\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Isolation.Uts, engineDefault: NamespaceMode.Private, static mode => mode.Kind == NamespaceKind.Host, "uses the host's UTS namespace");
}
