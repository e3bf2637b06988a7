namespace ContainerSec.Threats;

/// <summary>CSE015: the kubelet follows a link in the log directory.</summary>
internal sealed class LogLink : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE015", "Link in the log directory")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [9],
        What = "The log of a pod is replaced by a link; the kubelet, asked for the log, reads the file that it names as root of the node.",
        Conditions = ["/var/log of the node is mounted writable", "the identity may read logs of pods"],
        Blockers = ["a read-only mount", "no right to read logs", "a kubelet that does not follow links"],
        Strength = 8,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "K01:2022"],
        References = ["Kubernetes documentation, hostPath"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            var mounts = at.MountsWritable("/var/log");
            if (mounts.IsNo || at.Workload.Pod is not { } pod || scene.Access.IdentityOf(pod) is not { Account: { } account })
                continue;
            var logs = scene.Access.CanAccess(account, "get", "", "pods/log", account.Namespace);
            steps.Add(this, at.Root, new Privilege(PrivilegeKind.HostFiles, at.Host), mounts && Condition.From(logs) && at.HostRootUser);
        }
    }
}
