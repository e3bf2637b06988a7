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

    public static void Add(EscalationSearch search, HeldRights rights)
    {
        foreach (var workload in Permissions.ChangeWorkloads)
        {
            AddTemplate(search, rights, EscalationKind.CreateWorkload, rights.Find(workload.ApiGroup, workload.Resource, "create"));
            // Of a pod itself hardly more than the image can be changed.
            if (workload.Resource != "pods")
                AddTemplate(search, rights, EscalationKind.ChangeWorkload, rights.FindAny(workload.ApiGroup, workload.Resource, "update", "patch") with { Name = null });
        }

        foreach (var held in rights.FindAll("", "pods", "update", "patch"))
            search.Add(EscalationKind.ChangeWorkload, EscalationTargetKind.Pods, rights, held, held.Name);
        foreach (var held in rights.FindAll("", "pods/ephemeralcontainers", "update", "patch"))
        {
            search.Add(EscalationKind.EphemeralContainer, EscalationTargetKind.Pods, rights, held, held.Name);
            search.Add(EscalationKind.EphemeralContainer, new EscalationTarget(EscalationTargetKind.Node), held.And(AdmitsPrivileged(search, rights)));
        }

        foreach (var (kind, resource, target) in Connections)
        {
            foreach (var held in rights.FindAll("", resource, "create"))
                search.Add(kind, target, rights, held, held.Name);
            foreach (var held in rights.FindAll("", resource, "get"))
                search.Add(kind, target, rights, held.If("clusters before Kubernetes 1.35 take 'get' for it, of clients that speak WebSocket"), held.Name);
        }

        foreach (var resource in (string[])["pods/proxy", "services/proxy"])
        {
            foreach (var held in rights.FindAll("", resource, "get", "create", "update", "patch", "delete"))
                search.Add(EscalationKind.PortForward, EscalationTargetKind.PodPorts, rights, held, resource == "pods/proxy" ? held.Name : null);
        }

        foreach (var held in rights.FindAll("", "pods/log", "get"))
            search.Add(EscalationKind.ReadLogs, EscalationTargetKind.PodLogs, rights, held, held.Name);
        search.Add(EscalationKind.ChangeNamespace, EscalationTargetKind.Admission, rights, ChangesNamespace(rights));
        AddCustomResources(search, rights);
    }

    // Who writes a pod's template chooses its account, its Secrets and, as far as admission lets him, its privileges.
    private static void AddTemplate(EscalationSearch search, HeldRights rights, EscalationKind kind, Held held)
    {
        if (held.Truth == Truth.No)
            return;
        search.AddAccounts(kind, rights, held);
        search.Add(kind, EscalationTargetKind.Secrets, rights, held);
        search.Add(kind, new EscalationTarget(EscalationTargetKind.Node), held.And(AdmitsPrivileged(search, rights)));
    }

    private static Ruling AdmitsPrivileged(EscalationSearch search, HeldRights rights)
    {
        var admits = search.Objects.AdmitsPrivileged(rights.Home);
        var changes = ChangesNamespace(rights);
        return admits.Truth >= changes.Truth ? admits : new Ruling(changes.Truth, [.. admits.Because, .. changes.Because]);
    }

    private static Held ChangesNamespace(HeldRights rights) => rights.Home is { } home
        ? rights.FindFor(home.Name, "", "namespaces", "update", "patch")
        : rights.Find("", "namespaces", "update", "patch");

    // What a controller makes of its objects is its own affair: often pods, roles and more, with its own rights.
    private static void AddCustomResources(EscalationSearch search, HeldRights rights)
    {
        foreach (var (bond, truth) in rights.Bonds)
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
                        search.Add(EscalationKind.CustomResource, EscalationTargetKind.Controller, rights, new Held(Truth.Maybe, [.. bond.Chain(definition, rule, rule.Doubt), evidence]), $"{group.Value}/{resource.Value}");
                    }
                }
            }
        }
    }
}
