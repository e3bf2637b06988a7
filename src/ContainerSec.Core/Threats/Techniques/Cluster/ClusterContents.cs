namespace ContainerSec.Threats;

/// <summary>CSE046: who administers a cluster or a namespace has what is in it.</summary>
internal sealed class ClusterContents : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE046", "What a cluster or a namespace holds")
    {
        From = PrivilegeKind.ClusterAdmin,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.InformationDisclosure | Stride.Tampering,
        Chapters = [14],
        What = "An administrator starts privileged pods on every node, programs in every pod, and reads every Secret; code in a pod has what the pod has.",
        Conditions = ["none"],
        Blockers = [],
        Strength = 0,
        Attack = ["T1609", "T1610"],
        KubernetesMatrix = ["MS-TA9019"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Using RBAC Authorization, User-facing roles"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        if (!scene.HasCluster)
            return;
        var all = Privilege.EveryNamespace;
        steps.Add(this, Privilege.ClusterAdmin, new Privilege(PrivilegeKind.HostRoot, "node"), Condition.Always);
        steps.Add(this, Privilege.ClusterAdmin, new Privilege(PrivilegeKind.Pods, all), Condition.Always);
        steps.Add(this, Privilege.ClusterAdmin, new Privilege(PrivilegeKind.ClusterSecrets, all), Condition.Always);
        steps.Add(this, Privilege.ClusterAdmin, new Privilege(PrivilegeKind.Accounts, all), Condition.Always);
        foreach (var name in scene.Namespaces)
        {
            foreach (var kind in (PrivilegeKind[])[PrivilegeKind.Pods, PrivilegeKind.ClusterSecrets, PrivilegeKind.Accounts])
            {
                steps.Add(this, new Privilege(kind, all), new Privilege(kind, name), Condition.Always);
                steps.Add(this, new Privilege(PrivilegeKind.NamespaceAdmin, name), new Privilege(kind, name), Condition.Always);
            }
        }

        foreach (var at in scene.Footholds)
        {
            if (at.Workload.Pod is not { } pod)
                continue;
            var name = Scene.NamespaceOf(pod);
            steps.Add(this, new Privilege(PrivilegeKind.Pods, name), at.Code, Condition.Always);
            // A program that is given Secrets of its namespace by the cluster shares them with whoever reads those.
            if (at.UsesClusterSecrets is { } evidence)
                steps.Add(this, new Privilege(PrivilegeKind.ClusterSecrets, name), at.Secrets, Condition.Yes(evidence));
        }

        foreach (var (account, _) in scene.AccountsWithTokens)
            steps.Add(this, new Privilege(PrivilegeKind.Accounts, account.Namespace!), Scene.IdentityOf(account), Condition.Always);
    }
}
