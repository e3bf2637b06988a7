using ContainerSec.Access;

namespace ContainerSec.Threats;

/// <summary>Rights on what runs containers: to be any account of the namespace, to run in pods that are there, to be root on a node.</summary>
internal static class WorkloadEscalations
{
    private static readonly (EscalationKind Kind, string Resource, EscalationTargetKind Target)[] Connections =
    [
        (EscalationKind.Exec, "pods/exec", EscalationTargetKind.Pods),
        (EscalationKind.Attach, "pods/attach", EscalationTargetKind.Pods),
        (EscalationKind.PortForward, "pods/portforward", EscalationTargetKind.PodPorts),
    ];

    private static readonly string[] ProxyVerbs = ["get", "create", "update", "patch", "delete"];

    public static void Add(EscalationSearch search, HeldRights rights)
    {
        foreach (var workload in Permissions.ChangeWorkloads)
        {
            AddTemplate(search, rights, EscalationKind.CreateWorkload, rights.Find(workload.ApiGroup, workload.Resource, "create"));
            // Of a pod itself hardly more than the image can be changed.
            if (workload.Resource != "pods")
                AddTemplate(search, rights, EscalationKind.ChangeWorkload, rights.FindAll(workload.ApiGroup, workload.Resource, "update", "patch").OnAny());
        }

        search.AddNamed(EscalationKind.ChangeWorkload, EscalationTargetKind.Pods, rights, rights.FindAll("", "pods", "update", "patch"));
        var debug = rights.FindAll("", "pods/ephemeralcontainers", "update", "patch").ToList();
        search.AddNamed(EscalationKind.EphemeralContainer, EscalationTargetKind.Pods, rights, debug);
        AddNode(search, rights, EscalationKind.EphemeralContainer, debug.OnAny());
        foreach (var (kind, resource, target) in Connections)
        {
            search.AddNamed(kind, target, rights, rights.FindAll("", resource, "create"));
            search.AddNamed(kind, target, rights, rights.FindAll("", resource, "get")
                .Select(static held => held.If("clusters before Kubernetes 1.35 take 'get' for it, of clients that speak WebSocket")));
        }

        search.AddNamed(EscalationKind.PortForward, EscalationTargetKind.PodPorts, rights, rights.FindAll("", "pods/proxy", ProxyVerbs));
        search.Add(EscalationKind.PortForward, EscalationTargetKind.PodPorts, rights, rights.FindAll("", "services/proxy", ProxyVerbs));
        search.AddNamed(EscalationKind.ReadLogs, EscalationTargetKind.PodLogs, rights, rights.FindAll("", "pods/log", "get"));
        search.Add(EscalationKind.ChangeNamespace, EscalationTargetKind.Admission, rights, ChangesNamespace(rights));
        AddCustomResources(search, rights);
    }

    // Who writes a pod's template chooses its account, its Secrets and, as far as admission lets him, its privileges.
    private static void AddTemplate(EscalationSearch search, HeldRights rights, EscalationKind kind, IEnumerable<Held> ways)
    {
        List<Held> all = [.. ways];
        search.AddAccounts(kind, rights, all);
        search.Add(kind, EscalationTargetKind.Secrets, rights, all);
        AddNode(search, rights, kind, all);
    }

    // A privileged pod is root on its node. Where admission refuses it, who may label the namespace takes the level away first.
    private static void AddNode(EscalationSearch search, HeldRights rights, EscalationKind kind, IEnumerable<Held> ways)
    {
        List<Held> all = [.. ways];
        var admits = search.Objects.AdmitsPrivileged(rights.Home);
        search.Add(kind, EscalationTargetKind.Node, rights, all.Select(held => held.And(admits)));
        if (!admits.IsYes && all.Count > 0)
            search.Add(kind, new EscalationTarget(EscalationTargetKind.Node), all.And(ChangesNamespace(rights)));
    }

    private static IEnumerable<Held> ChangesNamespace(HeldRights rights) =>
        (rights.Home is { } home ? rights.FindFor(home.Name, "", "namespaces", "update", "patch") : rights.Find("", "namespaces", "update", "patch")).OnAny();

    // What a controller makes of its objects is its own affair: often pods, roles and more, with its own rights.
    private static void AddCustomResources(EscalationSearch search, HeldRights rights)
    {
        foreach (var (bond, _) in rights.Bonds)
        {
            foreach (var (definition, rule) in bond.Role.Rules())
            {
                if (!rule.Rule.Verbs.AnyKnown(static verb => verb is "create" or "update" or "patch" or "*"))
                    continue;
                foreach (var group in rule.Rule.ApiGroups)
                {
                    if (!group.Is(static name => name.Contains('.', StringComparison.Ordinal) && !name.EndsWith(".k8s.io", StringComparison.Ordinal)))
                        continue;
                    foreach (var resource in rule.Rule.Resources)
                    {
                        if (!resource.Is(static name => !name.Contains('/', StringComparison.Ordinal)))
                            continue;
                        var evidence = new Evidence($"writes objects of '{group.Value}/{resource.Value}'; what their controller does for them is not known", resource.Origin ?? rule.Rule.Origin);
                        List<Evidence> because = [.. bond.Chain(definition, rule, rule.Doubt), evidence];
                        search.Add(EscalationKind.CustomResource, EscalationTargetKind.Controller, rights, [new Held(Truth.Maybe, because, [because[0]])], $"{group.Value}/{resource.Value}");
                    }
                }
            }
        }
    }
}
