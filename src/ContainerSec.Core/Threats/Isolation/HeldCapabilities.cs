namespace ContainerSec.Threats;

/// <summary>Which capabilities a container's process has, may come to have, and has towards the host.</summary>
internal sealed class HeldCapabilities
{
    private readonly WorkloadFacts _facts;
    private readonly UserIdentity _user;
    private readonly Privileges _privileges;
    private readonly CapabilityLists _lists;
    private readonly Ruling?[] _granted = new Ruling?[CapabilityNames.Count];

    public HeldCapabilities(WorkloadFacts facts, UserIdentity user)
    {
        (_facts, _user) = (facts, user);
        var said = facts.Workload.Privileges;
        // Of an object of which only a part is known, lists that are missing may be written elsewhere.
        _privileges = facts.Workload.IsComplete ? said : said with
        {
            CapabilitiesAdded = said.CapabilitiesAdded.IsUnset ? FactList<string>.Unknown(facts.Workload.Origin) : said.CapabilitiesAdded,
            CapabilitiesDropped = said.CapabilitiesDropped.IsUnset ? FactList<string>.Unknown(facts.Workload.Origin) : said.CapabilitiesDropped,
            Privileged = said.Privileged.IsUnset ? Fact.Unknown<bool>(facts.Workload.Origin) : said.Privileged,
        };
        var engine = facts.Workload.Engine;
        _lists = new CapabilityLists(engine.Merge, engine.DefaultCapabilities, _privileges.CapabilitiesAdded, _privileges.CapabilitiesDropped);
    }

    /// <summary>All that the container is granted.</summary>
    public Fact<CapabilitySet> Granted => _facts.IsWindows ? Fact.Known(CapabilitySet.Empty) : _facts.Workload.Engine.EffectiveCapabilities(_privileges);

    /// <summary>Whether the container is granted none.</summary>
    public Ruling IsEmpty => field ??= FindEmpty();

    /// <summary>Whether code in it is uid 0 of its user namespace, or can become it.</summary>
    public Ruling CanGainRoot => field ??= _user.IsRoot.Or(_user.HasPrivilegedFiles.And(_facts.NoNewPrivileges.Not()));

    /// <summary>Whether the container is granted it: it is in the bounding set.</summary>
    public Ruling IsGranted(Capability capability) => (int)capability < _granted.Length
        ? _granted[(int)capability] ??= FindGranted(capability)
        : Ruling.No(_facts.Default($"{CapabilityNames.Of(capability)} is not known to the engine"));

    /// <summary>Whether the process has it from the start.</summary>
    public Ruling Holds(Capability capability) => IsGranted(capability).And(_user.IsRoot.Or(IsHandedOn(capability)));

    /// <summary>Whether code in it has it or can come to have it.</summary>
    public Ruling CanHold(Capability capability) => Holds(capability).Or(IsGranted(capability).And(CanGainRoot));

    /// <summary>Whether the process has it, and it counts in the host's user namespace.</summary>
    public Ruling HoldsInitially(Capability capability) => Holds(capability).And(_user.OwnNamespace.Not());

    private Ruling FindGranted(Capability capability)
    {
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no capabilities"));
        var name = CapabilityNames.Of(capability);
        var privileged = _privileges.Privileged;
        if (privileged.Is(true))
            return Ruling.Yes(new Evidence($"runs privileged, which grants {name}", privileged.Origin));
        // Lists that the engine refuses start no container: nothing is known of it then.
        var granted = _lists.Refusal is null ? _lists.Grants(capability) : null;
        if (granted is null || (granted is false && privileged.IsUnknown))
            return Ruling.Maybe(new Evidence($"whether {name} is granted is not known", granted is null ? Unknown ?? List : privileged.Origin));
        return granted is true
            ? Ruling.Yes(new Evidence($"{name} is granted", OriginOf(capability)))
            : Ruling.No(new Evidence($"{name} is not granted", OriginOf(capability)));
    }

    // The lists as a whole; where nobody wrote any, the engine's default.
    private Provenance List => field ??= _privileges.CapabilitiesAdded.Origin ?? _privileges.CapabilitiesDropped.Origin ?? _facts.Default("").Origin!;

    // The item that is not known.
    private Provenance? Unknown => UnknownOf(_privileges.CapabilitiesAdded) ?? UnknownOf(_privileges.CapabilitiesDropped);

    private static Provenance? UnknownOf(FactList<string> list)
    {
        foreach (var item in list)
        {
            if (item.IsUnknown)
                return item.Origin;
        }

        return list.MayHaveMore ? list.Origin : null;
    }

    // The very word of a list that names it, rather than the list.
    private Provenance OriginOf(Capability capability)
    {
        foreach (var list in (ReadOnlySpan<FactList<string>>)[_privileges.CapabilitiesAdded, _privileges.CapabilitiesDropped])
        {
            foreach (var item in list)
            {
                if (item.IsKnown && item.Origin is { } origin && CapabilityNames.TryParse(item.Value, out var named) && named == capability)
                    return origin;
            }
        }

        return List;
    }

    // Podman hands what is added by name on to users other than root; an OCI configuration may do the same for any of its list.
    private Ruling IsHandedOn(Capability capability)
    {
        if (_facts.IsRuntimeSpec)
            return Ruling.Maybe(new Evidence("whether the capability is in the ambient set is not known", _privileges.CapabilitiesAdded.Origin));
        var added = _privileges.CapabilitiesAdded;
        if (!_facts.IsPodman)
            return Ruling.No(_facts.Default("a user other than root starts without capabilities"));
        if (added.AnyKnown(name => CapabilityNames.TryParse(name, out var named) && named == capability))
            return Ruling.Yes(new Evidence($"Podman hands {CapabilityNames.Of(capability)} on to the user", OriginOf(capability)));
        return added.HasUnknown || added.AnyKnown(CapabilityNames.IsAll)
            ? Ruling.Maybe(new Evidence("which capabilities are handed on to the user is not known", added.Origin))
            : Ruling.No(_facts.Default("a user other than root starts without capabilities"));
    }

    private Ruling FindEmpty()
    {
        if (_facts.IsWindows)
            return Ruling.Yes(new Evidence("Windows has no capabilities"));
        var open = default(Ruling);
        foreach (var capability in CapabilitySet.All)
        {
            var granted = IsGranted(capability);
            if (granted.IsYes)
                return Ruling.No(granted.Because);
            open = granted.Truth == Truth.Maybe ? open ?? granted : open;
        }

        return open ?? Ruling.Yes(new Evidence("no capability is granted", _privileges.CapabilitiesDropped.Origin));
    }
}
