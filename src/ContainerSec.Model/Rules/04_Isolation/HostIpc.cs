namespace ContainerSec.Rules;

/// <summary>CSEC0403: the container shares memory with the host, or offers its own to others.</summary>
internal sealed class HostIpc : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0403", "Host IPC namespace or shareable IPC", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Shared memory and message queues of other programs can be read and changed: databases and browsers keep data there.",
        Fix = "Remove it; containers that have to share memory belong into one pod, or join the one container that they work with.",
        Mappings =
        [
            Mapping.CisDocker("5.17"), Mapping.Baseline("hostNamespaces"), Mapping.CisKubernetes("5.2.4"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Cwe(653),
        ],
        References = ["ipc_namespaces(7)", "Pod Security Standards, baseline, Host Namespaces"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    ipc: host\n"),
            Example.Bad(Surface.DockerRun, "docker run --ipc shareable contoso/web:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run --ipc private contoso/web:1.4\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostIPC: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostIPC: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // In Kubernetes it is the pod that says so.
        if (subject.Pod is null)
            Judge(subject.Isolation.Ipc, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Isolation.Ipc, context);

    private static void Judge(Fact<NamespaceMode> mode, RuleContext context) => context.Judge(
        mode.Or(Fact.Known(NamespaceMode.Private)),
        static mode => mode.Kind is NamespaceKind.Host or NamespaceKind.Shareable,
        static mode => mode.Kind == NamespaceKind.Host ? "shares the host's IPC namespace" : "lets other containers join its IPC namespace (shareable)");
}
