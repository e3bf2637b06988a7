using System.Runtime.InteropServices;
using System.Text;

namespace ContainerSec.Threats;

/// <summary>The pods of a cluster and the network policies between them.</summary>
/// <remarks>
/// Semantics: Kubernetes documentation, "Network Policies". A connection needs the egress of its source and the ingress of its target;
/// policies that select a pod add up; the node of a pod always reaches it; pods in the network of their node are no pods for policies,
/// and how a plug-in treats them is left to it.
/// </remarks>
internal sealed class PodNetwork
{
    private readonly IReadOnlyList<NetworkStack> _pods;
    private readonly PodIndex _index;
    private readonly AddressSet _podAddresses;
    private readonly Truth _enforced;
    private readonly PolicyRules[] _ingress;
    private readonly PolicyRules[] _egress;
    private readonly List<(PolicyRules, Truth)>[] _ingressOf;
    private readonly List<(PolicyRules, Truth)>[] _egressOf;
    private readonly Dictionary<NetworkStack, KubernetesObject> _otherPolicies = [];

    // Segments whose traffic is not decided by policies alone.
    private readonly HashSet<int> _unusual = [];

    public PodNetwork(IReadOnlyList<NetworkStack> pods, Deployment deployment, NetworkReachOptions options)
    {
        _pods = pods;
        _enforced = options.PoliciesAreEnforced;
        _podAddresses = Addresses(options);
        _index = new PodIndex(pods, deployment.Objects);
        IsPartial = deployment.IsPartial;
        (_ingress, _egress) = Compile(_enforced == Truth.No ? [] : [.. deployment.Objects.OfType<NetworkPolicy>()]);
        FindOtherPolicies(deployment);
        Representatives = Partition();
        foreach (var set in _index.Sets)
            set.SetSegments();
        _ingressOf = BySegment(_ingress);
        _egressOf = BySegment(_egress);
    }

    public PodIndex Index => _index;

    /// <summary>One pod of each segment, by segment.</summary>
    public IReadOnlyList<NetworkStack> Representatives { get; }

    public bool IsPartial { get; }

    public Truth Judge(NetworkStack from, NetworkStack to)
    {
        if (from.IsHost == Truth.No && to.IsHost == Truth.No && !IsLimited(from, Direction.Egress) && !IsLimited(to, Direction.Ingress))
            return OtherPolicy(from, to) is null ? Truth.Yes : Truth.Maybe;
        return from.IsHost == Truth.No && to.IsHost == Truth.No && OtherPolicy(from, to) is null && _enforced != Truth.Maybe
            ? Between(from, to).Judge(null, null).Truth
            : Rule(from, to, null, null).Truth;
    }

    /// <summary>Whether one pod reaches another one.</summary>
    public Ruling Rule(NetworkStack from, NetworkStack to, int? port, string? protocol)
    {
        if (from.IsHost == Truth.No && to.IsHost == Truth.No)
            return Settled(Between(from, to).Rule(port, protocol), from, to);
        var sides = new List<Evidence>();
        if (from.IsHost != Truth.Yes && IsLimited(from, Direction.Egress))
            sides.Add(new Evidence("whether network policies hold for a pod in the network of its node depends on the network plug-in", to.HostOrigin));
        if (to.IsHost != Truth.Yes && IsLimited(to, Direction.Ingress))
            sides.Add(new Evidence("whether network policies hold for a pod in the network of its node depends on the network plug-in, and its own node reaches a pod always", from.HostOrigin));
        return Settled(sides.Count > 0 ? Ruling.Maybe(sides) : Ruling.Yes(HostEvidence(from.IsHost != Truth.No ? from : to)), from, to);
    }

    public Ruling ToAddresses(NetworkStack from, AddressSet addresses, int? port, string? protocol) =>
        Outgoing(from, peer => peer.Admits(addresses), Truth.No, port, protocol);

    public Ruling ToOtherTenants(NetworkStack from, int? port, string? protocol) =>
        Outgoing(from, peer => peer.AdmitsOtherTenants(_podAddresses), Truth.Maybe, port, protocol);

    public Ruling FromAddresses(NetworkStack to, AddressSet addresses, int? port, string? protocol) =>
        Incoming(to, peer => peer.Admits(addresses), port, protocol);

    public Ruling FromOtherTenants(NetworkStack to, int? port, string? protocol) =>
        Incoming(to, peer => peer.AdmitsOtherTenants(_podAddresses), port, protocol);

    /// <summary>Whether what comes through a service or an ingress is let in. The address that it comes from may be that of a node or of a controller.</summary>
    /// <param name="to">The pod.</param>
    /// <param name="clients">Where it comes from at first.</param>
    /// <param name="isThroughController">Whether a pod that is not known stands between.</param>
    /// <param name="port">The pod's port.</param>
    /// <param name="protocol">Its protocol.</param>
    public Ruling Through(NetworkStack to, AddressSet clients, bool isThroughController, int? port, string? protocol)
    {
        if (!IsLimited(to, Direction.Ingress) || to.IsHost == Truth.Yes)
            return Incoming(to, static _ => Truth.No, port, protocol);
        // A node or a load balancer may put its own address in the place of the client's.
        var anyAddress = clients.Or(AddressSet.Private);
        var ruling = isThroughController ? FromOtherTenants(to, port, protocol) : Incoming(to, peer => peer.Admits(anyAddress), port, protocol);
        if (!ruling.IsNo)
            return ruling;
        var policy = _ingressOf[to.Segment].First(static p => p.Item2 == Truth.Yes).Item1.Policy;
        return Ruling.Maybe(new Evidence(
            isThroughController
                ? $"{policy.Description} does not admit it, unless the controller runs in the network of the pod's node, which policies always admit"
                : $"{policy.Description} does not admit it, unless it comes with the address of the pod's node, which policies always admit", policy.Origin));
    }

    /// <summary>The ports that are open between two pods; empty when all are.</summary>
    public IReadOnlyList<PortSpan> Ports(NetworkStack from, NetworkStack to) =>
        from.IsHost != Truth.No || to.IsHost != Truth.No || OtherPolicy(from, to) is not null || _enforced != Truth.Yes ? [] : Between(from, to).Ports();

    /// <summary>The segments that may reach one; null when all may.</summary>
    public IReadOnlyCollection<int>? SourcesOf(NetworkStack to)
    {
        var policies = _ingressOf[to.Segment];
        if (to.IsHost != Truth.No || _otherPolicies.ContainsKey(to) || _enforced != Truth.Yes || !policies.Exists(static p => p.Item2 == Truth.Yes)
            || policies.Exists(static p => p.Item1.MayBeAnyPod))
            return null;
        var sources = new HashSet<int>(_unusual);
        foreach (var (rules, _) in policies)
        {
            foreach (var rule in rules.Rules)
            {
                foreach (var peer in rule.Peers)
                    sources.UnionWith(peer.Pods!.Segments);
            }
        }

        return sources;
    }

    public bool IsLimited(NetworkStack pod, Direction direction) => (direction == Direction.Ingress ? _ingressOf : _egressOf)[pod.Segment].Count > 0;

    private PodConnection Between(NetworkStack from, NetworkStack to) => new(
        IsLimited(from, Direction.Egress) ? new PolicySide(_egressOf[from.Segment], peer => peer.Admits(to, _podAddresses), to) : PolicySide.Open,
        IsLimited(to, Direction.Ingress) ? new PolicySide(_ingressOf[to.Segment], peer => peer.Admits(from, _podAddresses), to) : PolicySide.Open,
        to);

    private Ruling Outgoing(NetworkStack from, Func<PolicyPeer, Truth> admits, Truth unnamed, int? port, string? protocol)
    {
        var ruling = new PodConnection(new PolicySide(_egressOf[from.Segment], admits, null, unnamed), PolicySide.Open, null).Rule(port, protocol);
        return AsHost(ruling, from, Direction.Egress);
    }

    private Ruling Incoming(NetworkStack to, Func<PolicyPeer, Truth> admits, int? port, string? protocol)
    {
        var ruling = new PodConnection(PolicySide.Open, new PolicySide(_ingressOf[to.Segment], admits, to), to).Rule(port, protocol);
        return AsHost(ruling, to, Direction.Ingress);
    }

    // Policies do not hold for a pod in the network of its node, or only with some plug-ins.
    private Ruling AsHost(Ruling ruling, NetworkStack pod, Direction direction) => Settled(
        pod.IsHost == Truth.No || !IsLimited(pod, direction) ? ruling
        : pod.IsHost == Truth.Yes ? Ruling.Yes(HostEvidence(pod))
        : Ruling.Maybe([HostEvidence(pod), .. ruling.Because]), pod, pod);

    private static Evidence HostEvidence(NetworkStack pod) => pod.IsHost == Truth.Yes
        ? new Evidence($"{pod.Description} is in the network of its node, where policies do not hold", pod.HostOrigin)
        : new Evidence($"whether {pod.Description} is in the network of its node is not known", pod.HostOrigin);

    // What is known of policies counts as far as they are enforced and nothing else has a say.
    private Ruling Settled(Ruling ruling, NetworkStack from, NetworkStack to)
    {
        if (OtherPolicy(from, to) is { } other)
            return ruling.Truth == Truth.Maybe ? ruling : Ruling.Maybe([new Evidence($"{other.Description} may decide otherwise and is not evaluated", other.Origin), .. ruling.Because]);
        if (!ruling.IsNo || _enforced == Truth.Yes)
            return ruling;
        return Ruling.Maybe([new Evidence("whether the network plug-in enforces network policies is not known"), .. ruling.Because]);
    }

    private KubernetesObject? OtherPolicy(NetworkStack from, NetworkStack to) =>
        _otherPolicies.Count == 0 ? null : _otherPolicies.GetValueOrDefault(from) ?? _otherPolicies.GetValueOrDefault(to);

    private static AddressSet Addresses(NetworkReachOptions options)
    {
        AddressSet? set = null;
        foreach (var block in options.PodAddresses)
        {
            var part = AddressSet.Parse(block) ?? throw new ArgumentException($"'{block}' is no block of addresses in CIDR notation.", nameof(options));
            set = set is null ? part : set.Or(part);
        }

        return set ?? AddressSet.Private;
    }

    private (PolicyRules[] Ingress, PolicyRules[] Egress) Compile(IReadOnlyList<NetworkPolicy> policies)
    {
        var (ingress, egress) = (new List<PolicyRules>(), new List<PolicyRules>());
        foreach (var policy in policies)
        {
            var selected = _index.InNamespace(policy.Namespace, policy.PodSelector);
            if (policy.GovernsIngress != false)
                ingress.Add(new PolicyRules(policy, Direction.Ingress, selected, _index));
            if (policy.GovernsEgress != false)
                egress.Add(new PolicyRules(policy, Direction.Egress, selected, _index));
        }

        return ([.. ingress], [.. egress]);
    }

    // AdminNetworkPolicy, CiliumNetworkPolicy, Calico's NetworkPolicy …: they may deny what others admit, and admit what others do not.
    private void FindOtherPolicies(Deployment deployment)
    {
        var others = deployment.Objects.Where(static o => o is not NetworkPolicy && o.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal)).ToList();
        if (others.Count == 0)
            return;
        foreach (var pod in _pods)
        {
            if (others.Find(o => IsClusterWide(o.Kind) || o.IsInNamespace(pod.Pod!.Namespace) != false) is { } other)
                _otherPolicies.Add(pod, other);
        }
    }

    private static bool IsClusterWide(string kind) =>
        kind.Contains("Cluster", StringComparison.Ordinal) || kind.Contains("Global", StringComparison.Ordinal) || kind.Contains("Admin", StringComparison.Ordinal);

    // Pods are alike when the same sets of the policies hold them, they give the same numbers to the names of ports that policies use,
    // and nothing else sets them apart. Each set splits only the segments of its own members.
    private NetworkStack[] Partition()
    {
        var names = _ingress.Concat(_egress).SelectMany(static p => p.Rules).SelectMany(static r => r.Ports.Names).Distinct(StringComparer.Ordinal).ToArray();
        var segments = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pod in _pods)
            pod.Segment = Number(segments, FirstKey(pod, names));
        var next = segments.Count;
        var split = new Dictionary<(int, Truth), int>();
        foreach (var set in _index.Sets)
        {
            split.Clear();
            foreach (var (pod, truth) in set.Members)
            {
                ref var segment = ref CollectionsMarshal.GetValueRefOrAddDefault(split, (pod.Segment, truth), out var exists);
                if (!exists)
                    segment = next++;
                pod.Segment = segment;
            }
        }

        var numbers = new Dictionary<int, int>();
        var representatives = new List<NetworkStack>();
        foreach (var pod in _pods)
        {
            if (!numbers.TryGetValue(pod.Segment, out var number))
            {
                numbers.Add(pod.Segment, number = numbers.Count);
                representatives.Add(pod);
                if (pod.IsHost != Truth.No || _otherPolicies.ContainsKey(pod))
                    _unusual.Add(number);
            }

            pod.Segment = number;
        }

        return [.. representatives];
    }

    private string FirstKey(NetworkStack pod, string[] names)
    {
        if (names.Length == 0 && _otherPolicies.Count == 0)
            return pod.IsHost.ToString();
        var key = new StringBuilder(pod.IsHost.ToString());
        if (_otherPolicies.GetValueOrDefault(pod) is { } other)
            key.Append(" under ").Append(other.Description);
        foreach (var name in names)
        {
            key.Append(' ').Append(name).Append('=').AppendJoin(',', PolicyPorts.NamedPorts(pod, name).Select(static p => $"{p.Port}-{p.Last}/{p.Protocol}"));
            if (pod.Workloads.Exists(static w => w.Network.ExposedPorts.HasUnknown))
                key.Append('?');
        }

        return key.ToString();
    }

    private static int Number(Dictionary<string, int> numbers, string key)
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }

    private List<(PolicyRules, Truth)>[] BySegment(PolicyRules[] policies)
    {
        var result = new List<(PolicyRules, Truth)>[Representatives.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = [];
        foreach (var policy in policies)
        {
            foreach (var segment in policy.Selected.Segments)
                result[segment].Add((policy, policy.Governs.And(policy.Selected.Holds(Representatives[segment]))));
        }

        return result;
    }
}
