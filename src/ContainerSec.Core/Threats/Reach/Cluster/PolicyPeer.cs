namespace ContainerSec.Threats;

/// <summary>Whom a rule of a network policy admits, ready to be asked.</summary>
internal sealed class PolicyPeer
{
    private readonly AddressSet? _block;
    private readonly bool _isBlock;
    private readonly bool _isUnknown;
    private readonly bool _exceptMayHaveMore;
    private readonly Truth _admitsOtherTenants;

    public PolicyPeer(Fact<NetworkPolicyPeer> peer, NetworkPolicy policy, PodIndex pods)
    {
        Origin = peer.Origin;
        if (peer.Value is not { } known)
        {
            _isUnknown = true;
            return;
        }

        _isBlock = !known.Cidr.IsUnset;
        if (_isBlock)
        {
            _block = known.Cidr.IsKnown ? AddressSet.Parse(known.Cidr.Value) : null;
            _exceptMayHaveMore = known.Except.HasUnknown;
            foreach (var except in known.Except)
            {
                if (except.IsKnown && AddressSet.Parse(except.Value) is { } part)
                    _block = _block?.Except(part);
                else
                    _exceptMayHaveMore = true;
            }
        }
        else if (!known.NamespaceSelector.IsUnset)
        {
            Pods = pods.InNamespaces(known.NamespaceSelector, known.PodSelector);
            _admitsOtherTenants = Admits(known.NamespaceSelector, known.PodSelector, pods.Names);
        }
        else if (!known.PodSelector.IsUnset)
        {
            Pods = pods.InNamespace(policy.Namespace, known.PodSelector);
        }
        else
        {
            // The API refuses a peer that says nothing: what stands there in the end is not known.
            _isUnknown = true;
        }
    }

    public Provenance? Origin { get; }

    /// <summary>The pods that are meant; null for a block of addresses, and when it is not known.</summary>
    public PodSet? Pods { get; }

    /// <summary>Whether pods may be admitted that are not in <see cref="Pods"/>.</summary>
    public bool MayBeAnyPod => _isUnknown || _isBlock;

    public bool IsBlock => _isBlock;

    /// <summary>Whether a pod is admitted. Whether a block of addresses covers pods depends on the network plug-in: with some it never does.</summary>
    public Truth Admits(NetworkStack pod, AddressSet podAddresses) =>
        Pods is not null ? Pods.Holds(pod)
        : _block is not null && !_block.Intersects(podAddresses) ? Truth.No
        : Truth.Maybe;

    /// <summary>Whether somebody outside of the cluster is admitted, at an address or one of several.</summary>
    public Truth Admits(AddressSet addresses)
    {
        if (_isUnknown)
            return Truth.Maybe;
        if (!_isBlock)
            return Truth.No;
        var truth = _block is null ? Truth.Maybe : addresses.IsIn(_block);
        return _exceptMayHaveMore ? truth.And(Truth.Maybe) : truth;
    }

    /// <summary>Whether a pod of a namespace is admitted that is not in the files.</summary>
    public Truth AdmitsOtherTenants(AddressSet podAddresses) =>
        _isUnknown ? Truth.Maybe
        : _isBlock ? (_block is not null && !_block.Intersects(podAddresses) ? Truth.No : Truth.Maybe)
        : _admitsOtherTenants;

    private static Truth Admits(Fact<LabelSelector> namespaces, Fact<LabelSelector> selector, IReadOnlySet<string> known)
    {
        if (!namespaces.IsKnown)
            return Truth.Maybe;
        // A namespace of another name is asked for: one of ours is none of theirs.
        foreach (var label in namespaces.Value.MatchLabels)
        {
            if (label.Name == PodIndex.NameLabel && known.Contains(label.Value))
                return Truth.No;
        }

        foreach (var requirement in namespaces.Value.MatchExpressions)
        {
            if (requirement is { Key: PodIndex.NameLabel, Operator: "In" } && requirement.Values.All(known.Contains))
                return Truth.No;
        }

        return namespaces.Value.IsEmpty && (selector.IsUnset || selector.Is(static s => s.IsEmpty)) ? Truth.Yes : Truth.Maybe;
    }
}
