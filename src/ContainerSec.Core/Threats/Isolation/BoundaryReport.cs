namespace ContainerSec.Threats;

/// <summary>Rates every boundary of a container.</summary>
internal static class BoundaryReport
{
    public static IReadOnlyList<BoundaryRating> All(BoundaryRating host, IsolationReport report, WorkloadFacts facts)
    {
        // Whoever has the host has its other containers too, and there is no nearer way to those whose namespaces are not joined.
        List<BoundaryRating> ratings = [host, host with { Side = BoundarySide.OtherContainers }];
        if (Joined(report, facts) is { } joined)
            ratings.Add(joined);
        ratings.Add(Network(report.Namespace(NamespaceType.Network), facts));
        if (facts.IsKubernetes)
            ratings.Add(ClusterApi(facts));
        return ratings;
    }

    // Shared processes are as good as one container with several users; a shared network leaves the kernel's borders standing.
    private static BoundaryRating? Joined(IsolationReport report, WorkloadFacts facts)
    {
        var processes = report.Namespace(NamespaceType.Pid);
        var shared = report.Namespaces.Where(static n => n.Sharing is NamespaceSharing.Pod or NamespaceSharing.Container).ToList();
        if (shared.Count == 0)
            return null;
        var reasons = shared.SelectMany(static n => n.Because).Distinct().ToList();
        if (processes.Sharing is NamespaceSharing.Pod or NamespaceSharing.Container)
            return Rating(facts, BoundarySide.JoinedContainers, "os-user", "os-user", reasons, []);
        return processes.Sharing == NamespaceSharing.Unknown
            ? Rating(facts, BoundarySide.JoinedContainers, "network-open", "k8s-namespace", reasons, processes.Because)
            : Rating(facts, BoundarySide.JoinedContainers, "network-open", "network-open", reasons, []);
    }

    private static BoundaryRating Network(NamespaceIsolation network, WorkloadFacts facts)
    {
        var mode = facts.Workload.Isolation.Network;
        if (network.Sharing == NamespaceSharing.Host)
            return Rating(facts, BoundarySide.Network, "network-open", "network-open", network.Because, []);
        if (mode.Is(static m => m.Kind == NamespaceKind.None))
            return Rating(facts, BoundarySide.Network, "network-none", "network-none", network.Because, []);
        var deciding = network.Sharing is NamespaceSharing.Unknown or NamespaceSharing.Container
            ? network.Because
            : [new Evidence(facts.IsKubernetes ? "which network policies select the pod" : "who else is on its networks", facts.Workload.Network.Networks.Origin ?? facts.Workload.Origin)];
        var highest = network.Sharing == NamespaceSharing.Unknown ? "network-none" : "network-segment";
        return Rating(facts, BoundarySide.Network, "network-open", highest, network.Because, deciding);
    }

    // The default of Kubernetes mounts a token; what it is good for is for the roles to say.
    private static BoundaryRating ClusterApi(WorkloadFacts facts)
    {
        var identity = facts.Workload.Identity;
        var token = facts.Ask(
            identity.AutomountToken, byDefault: true, "a token of its service account is mounted", "no token is mounted", "whether a token is mounted is not known");
        var roles = new Evidence($"what the roles of the service account '{(identity.ServiceAccount.IsKnown ? identity.ServiceAccount.Value : "default")}' allow", identity.ServiceAccount.Origin ?? facts.Workload.Origin);
        return token.Truth switch
        {
            Truth.No => Rating(facts, BoundarySide.ClusterApi, "authn-mtls", "authn-mtls", token.Because, []),
            Truth.Yes => Rating(facts, BoundarySide.ClusterApi, "same-process", "rbac-narrow", token.Because, [roles]),
            _ => Rating(facts, BoundarySide.ClusterApi, "same-process", "authn-mtls", [], [.. token.Because, roles]),
        };
    }

    private static BoundaryRating Rating(WorkloadFacts facts, BoundarySide side, string lowest, string highest, IReadOnlyList<Evidence> reasons, IReadOnlyList<Evidence> deciding)
    {
        var possible = new[] { BoundaryCatalog.Get(lowest), BoundaryCatalog.Get(highest) };
        int Strength(Boundary boundary) => facts.Options.Strengths.TryGetValue(boundary.Id, out var strength) ? strength : boundary.Strength;
        var (low, high) = (possible.MinBy(Strength)!, possible.MaxBy(Strength)!);
        return new BoundaryRating
        {
            Side = side,
            Lowest = low,
            Highest = high,
            LowestStrength = Strength(low),
            HighestStrength = Strength(high),
            Reasons = reasons,
            Deciding = deciding,
        };
    }
}
