namespace ContainerSec.Rules;

/// <summary>CSEC0501: the container runs as a process of the Windows host.</summary>
internal sealed class WindowsHostProcess : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0501", "Windows HostProcess container", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Nothing isolates it: it sees the host's files, network and registry, and may run as the host's SYSTEM.",
        Fix = "Remove hostProcess; keep such containers to a few agents that manage nodes.",
        Mappings =
        [
            Mapping.Baseline("windowsHostProcess"), Mapping.CisKubernetes("5.2.11"), Mapping.Nist("4.4.3"),
            Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["Kubernetes documentation, \"Create a Windows HostProcess Pod\"", "Pod Security Standards, baseline, HostProcess"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  os:\n    name: windows\n  securityContext:\n    windowsOptions:\n      hostProcess: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        windowsOptions:\n          hostProcess: false\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Isolation.HostProcess, context);

    // A flag of the pod that every container replaces has no effect, but the standard refuses it.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not null)
            Judge(subject.Isolation.HostProcess, context);
    }

    private static void Judge(Fact<bool> hostProcess, RuleContext context) =>
        context.Judge(hostProcess, static on => on, "runs as a process of the host (hostProcess)");
}
