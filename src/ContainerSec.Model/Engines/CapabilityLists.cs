namespace ContainerSec;

/// <summary>The lists of capabilities to add and to drop, read once; tells for a single capability whether the engine grants it.</summary>
internal sealed class CapabilityLists
{
    private readonly CapabilityMerge _merge;
    private readonly CapabilitySet _defaults;
    private readonly Names _add;
    private readonly Names _drop;

    public CapabilityLists(CapabilityMerge merge, CapabilitySet defaults, FactList<string> add, FactList<string> drop)
    {
        _merge = merge;
        _defaults = defaults;
        _add = new Names(merge, add);
        _drop = new Names(merge, drop);
    }

    /// <summary>Why the engine starts no container with these lists; null when it does, as far as they are known.</summary>
    public string? Refusal
    {
        get
        {
            if (_merge == CapabilityMerge.Cri)
                return null;
            if ((_add.Invalid ?? _drop.Invalid) is { } name)
                return $"there is no capability '{name}'";
            if (_merge != CapabilityMerge.Podman)
                return null;
            if (_add.All && _drop.All)
                return "all capabilities are both added and dropped";
            var both = _add.Set & _drop.Set;
            return both.IsEmpty || _drop.All ? null : $"{both} is both added and dropped";
        }
    }

    /// <summary>Whether a capability is granted: yes, no, or null when an unknown item decides.</summary>
    public bool? Grants(Capability capability)
    {
        var isDefault = _defaults.Contains(capability);
        bool? answer = null;
        // An unknown item may be any name. Every way that the lists can turn out is tried; if all agree, it does not matter.
        foreach (var (addAll, addHas) in _add.Possibilities(capability))
        {
            foreach (var (dropAll, dropHas) in _drop.Possibilities(capability))
            {
                if (Merge(isDefault, addAll, addHas, dropAll, dropHas) is not { } granted)
                    continue;
                if (answer is { } earlier && earlier != granted)
                    return null;
                answer = granted;
            }
        }

        return answer;
    }

    // Null: the engine refuses such lists.
    private bool? Merge(bool isDefault, bool addAll, bool addHas, bool dropAll, bool dropHas)
    {
        if (_merge == CapabilityMerge.Cri)
            return !dropHas && (addHas || (!dropAll && (addAll || isDefault)));
        if (_merge == CapabilityMerge.Podman && ((addAll && dropAll) || (addHas && dropHas && !dropAll)))
            return null;
        return addAll ? !dropHas : addHas || (!dropAll && isDefault && !dropHas);
    }

    /// <summary>The names of one list.</summary>
    private readonly struct Names
    {
        private readonly bool _hasUnknown;

        public Names(CapabilityMerge merge, FactList<string> list)
        {
            _hasUnknown = list.HasUnknown;
            foreach (var item in list)
            {
                if (!item.IsKnown)
                    continue;
                // containerd puts the prefix before whatever is written: CAP_CHOWN names nothing there, but it is meant, and CRI-O takes it.
                if (CapabilityNames.IsAll(item.Value))
                    All = true;
                else if (CapabilityNames.TryParse(item.Value, out var capability))
                    Set |= new CapabilitySet(capability);
                else
                    Invalid ??= item.Value;
            }
        }

        public bool All { get; }

        public CapabilitySet Set { get; }

        public string? Invalid { get; }

        public IEnumerable<(bool All, bool Has)> Possibilities(Capability capability)
        {
            var has = Set.Contains(capability);
            yield return (All, has);
            if (!_hasUnknown)
                yield break;
            if (!All)
                yield return (true, has);
            if (!has)
                yield return (All, true);
            if (!All && !has)
                yield return (true, true);
        }
    }
}
