namespace ContainerSec.Threats;

/// <summary>CSE042: root on a host is root in each of its containers.</summary>
internal sealed class HostRulesContainers : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE042", "Containers of a host taken over")
    {
        From = PrivilegeKind.HostRoot,
        To = PrivilegeKind.Root,
        Stride = Stride.ElevationOfPrivilege | Stride.InformationDisclosure | Stride.Tampering,
        Chapters = [4, 9],
        What = "Root on a host enters the namespaces of every container on it, reads their memory and their volumes, and uses their identities.",
        Conditions = ["the container runs on that host"],
        Blockers = ["a host of its own", "a confidential virtual machine"],
        Strength = 0,
        Attack = ["T1609"],
        KubernetesMatrix = ["MS-TA9006"],
        Owasp = ["A01:2025", "A06:2025"],
        References = ["namespaces(7)"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var host in scene.Hosts)
            steps.Add(this, new Privilege(PrivilegeKind.HostRoot, host), new Privilege(PrivilegeKind.HostFiles, host), Condition.Yes(new Evidence("root on a machine reads every file of it")));
        foreach (var at in scene.Footholds)
        {
            // A cluster has many nodes, and only it knows which pods share one.
            var condition = at.Workload.Pod is null
                ? Condition.Yes(new Evidence("runs on the same host", at.Workload.Origin))
                : Condition.Maybe(new Evidence("whether the pod runs on the same node", at.Workload.Pod.Origin));
            steps.Add(this, new Privilege(PrivilegeKind.HostRoot, at.Host), at.Root, condition);
        }
    }
}
