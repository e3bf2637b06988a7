namespace ContainerSec.Threats;

/// <summary>CSE028: containers of one pod see each other's processes.</summary>
internal sealed class SharedProcesses : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE028", "Sidecar in a shared process namespace")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Code,
        Stride = Stride.Tampering | Stride.InformationDisclosure,
        Chapters = [4, 9],
        What = "The other container's processes are in view: their environment, their files through /proc/PID/root, their memory.",
        Conditions = ["the pod shares one process-id namespace", "both run as one user, or the attacker holds SYS_PTRACE"],
        Blockers = ["separate process-id namespaces", "users of their own"],
        Strength = 15,
        Attack = ["T1080"],
        Owasp = ["A01:2025", "A06:2025"],
        References = ["Kubernetes documentation, Share Process Namespace between Containers in a Pod", "proc(5)"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var pod in scene.Pods)
        {
            var shares = pod[0].Workload.Isolation.ShareProcessNamespace;
            if (pod.Count < 2 || shares.IsUnset || shares.Is(false))
                continue;
            // It is the pod that shares, not one of its containers.
            var apart = new Control(Controls.OwnNamespace, $"{Scene.NamespaceOf(pod[0].Workload.Pod!)}/{pod[0].Workload.Pod!.Name}", "process-id", shares.Origin);
            var shared = Foothold.Of(shares, "shares its processes with the pod", "keeps its processes to itself", apart);
            foreach (var at in pod)
            {
                foreach (var other in pod)
                {
                    if (other != at)
                        steps.Add(this, at.Code, other.Code, shared && (NamespacesJoined.SameUser(at, other) | at.Holds(Capability.SysPtrace)));
                }
            }
        }
    }
}
