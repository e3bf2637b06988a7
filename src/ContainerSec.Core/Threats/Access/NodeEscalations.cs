namespace ContainerSec.Threats;

/// <summary>Rights on what belongs to the whole cluster: nodes, volumes, and what the API server asks before it takes an object.</summary>
internal static class NodeEscalations
{
    private const string Admission = "admissionregistration.k8s.io";

    public static void AddClusterWide(EscalationSearch search, HeldRights rights)
    {
        foreach (var held in rights.FindAll("", "nodes/proxy", "get", "create", "update", "patch", "delete"))
        {
            search.Add(EscalationKind.NodeProxy, new EscalationTarget(EscalationTargetKind.Pods), [held.Name is null ? held : held.If($"only the pods of node '{held.Name}'")]);
            search.Add(EscalationKind.NodeProxy, new EscalationTarget(EscalationTargetKind.Node, Name: held.Name), [held.If("through a privileged pod that runs there, as those of the network and the kube-proxy are")]);
        }

        foreach (var held in rights.FindAll("", "nodes", "update", "patch"))
            search.Add(EscalationKind.ChangeNode, new EscalationTarget(EscalationTargetKind.Scheduling, Name: held.Name), [held]);
        AddVolumes(search, rights);
        search.Add(EscalationKind.ChangeWebhook, new EscalationTarget(EscalationTargetKind.Cluster), rights.FindAll(Admission, "mutatingwebhookconfigurations", "create", "update", "patch"));
        search.Add(EscalationKind.ChangeWebhook, new EscalationTarget(EscalationTargetKind.Secrets), rights.FindAll(Admission, "validatingwebhookconfigurations", "create", "update", "patch"));
    }

    // A volume may be any path of a node. No pod security level looks behind the claim that a pod mounts.
    private static void AddVolumes(EscalationSearch search, HeldRights rights)
    {
        var node = new EscalationTarget(EscalationTargetKind.Node);
        foreach (var held in rights.Find("", "persistentvolumes", "create"))
        {
            foreach (var scope in search.Scopes)
                search.Add(EscalationKind.CreatePersistentVolume, node, scope.Find("", "persistentvolumeclaims", "create").And(WorkloadCreation(scope)).Select(held.And));
            search.Add(EscalationKind.CreatePersistentVolume, node, [held.If("a pod and a claim have to mount it")]);
        }
    }

    private static IEnumerable<Held> WorkloadCreation(HeldRights scope) =>
        ContainerSec.Access.Permissions.ChangeWorkloads.SelectMany(workload => scope.Find(workload.ApiGroup, workload.Resource, "create"));
}
