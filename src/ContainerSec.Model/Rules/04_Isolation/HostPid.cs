namespace ContainerSec.Rules;

/// <summary>CSEC0402: the container sees every process of the host.</summary>
internal sealed class HostPid : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0402", "Host PID namespace", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The process reads environments and open files of the host's processes through /proc, and with the rights to it traces or kills them.",
        Fix = "Remove it; give a debugger the PID namespace of the one container that it looks at.",
        Mappings =
        [
            Mapping.CisDocker("5.16"), Mapping.Baseline("hostNamespaces"), Mapping.CisKubernetes("5.2.3"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(653),
        ],
        References = ["pid_namespaces(7)", "Pod Security Standards, baseline, Host Namespaces"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    pid: host\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostPID: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostPID: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --pid host contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // In Kubernetes it is the pod that says so.
        if (subject.Pod is null)
            Judge(subject.Isolation.Pid, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Isolation.Pid, context);

    private static void Judge(Fact<NamespaceMode> mode, RuleContext context) =>
        context.Judge(mode, engineDefault: NamespaceMode.Private, static mode => mode.Kind == NamespaceKind.Host, "sees the processes of the host");
}
