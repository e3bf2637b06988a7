namespace ContainerSec.Rules;

/// <summary>CSEC0401: the container uses the host's network.</summary>
internal sealed class HostNetwork : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0401", "Host network", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The process reaches services that listen on the host's loopback, sees all traffic of the host, and no network policy or port mapping holds it back.",
        Fix = "Remove it and publish the ports that clients need.",
        Mappings =
        [
            Mapping.CisDocker("5.10"), Mapping.Baseline("hostNamespaces"), Mapping.CisKubernetes("5.2.5"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(653),
        ],
        References = ["network_namespaces(7)", "Pod Security Standards, baseline, Host Namespaces"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    network_mode: host\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --network host contoso/web:1.4\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithContainerRuntimeArgs("--network", "host");"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // In Kubernetes it is the pod that says so.
        if (subject.Pod is null)
            Judge(subject.Isolation.Network, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Isolation.Network, context);

    private static void Judge(Fact<NamespaceMode> mode, RuleContext context) =>
        context.Judge(mode, engineDefault: NamespaceMode.Private, static mode => mode.Kind == NamespaceKind.Host, "uses the host's network");
}
