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
        Judge(subject.Isolation.Network, "network", context);
        Judge(subject.Isolation.Pid, "PID", context);
        Judge(subject.Isolation.Ipc, "IPC", context);
    }

    private static void Judge(Fact<NamespaceMode> mode, string kind, RuleContext context) => context.Judge(
        mode, static mode => mode.Kind == NamespaceKind.Container, mode => $"joins the {kind} namespace of '{mode.Target}'");
}
