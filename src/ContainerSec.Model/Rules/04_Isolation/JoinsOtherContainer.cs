namespace ContainerSec.Rules;

/// <summary>CSEC0407: the container uses the network, processes or memory of another one.</summary>
internal sealed class JoinsOtherContainer : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0407", "Joins another container's namespace", Severity.Info, Severity.Info)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "What stands between the two containers is gone for that kind of resource: a break into one is a break into both.",
        Fix = "Connect them by a network of their own; join only what a debugger or sidecar needs.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.Cwe(653)],
        References = ["setns(2)", "Docker documentation, \"docker run\", --network container:, --pid container:"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    network_mode: \"container:db\"\n"),
            Example.Bad(Surface.DockerRun, "docker run --pid container:db contoso/web:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run --network backend contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        context.Judge(subject.Isolation.Network, IsOfContainer, static mode => $"joins the network namespace of '{mode.Target}'");
        context.Judge(subject.Isolation.Pid, IsOfContainer, static mode => $"joins the PID namespace of '{mode.Target}'");
        context.Judge(subject.Isolation.Ipc, IsOfContainer, static mode => $"joins the IPC namespace of '{mode.Target}'");
    }

    private static bool IsOfContainer(NamespaceMode mode) => mode.Kind == NamespaceKind.Container;
}
