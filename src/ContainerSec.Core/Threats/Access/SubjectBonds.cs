using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>What is given to one subject, by where it is given.</summary>
internal sealed class SubjectBonds
{
    private readonly List<Bond> _clusterWide = [];
    private readonly Dictionary<string, List<Bond>> _byNamespace = new(StringComparer.Ordinal);
    private readonly List<Bond> _floating = [];

    public void Add(Bond bond)
    {
        if (bond.Binding.IsClusterWide)
        {
            _clusterWide.Add(bond);
            return;
        }

        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byNamespace, bond.Home.Name, out _);
        (list ??= []).Add(bond);
        if (bond.Home.IsAssumed)
            _floating.Add(bond);
    }

    /// <summary>Everything, without order.</summary>
    public IEnumerable<Bond> All => _clusterWide.Concat(_byNamespace.Values.SelectMany(static list => list));

    /// <summary>What counts for a request in a namespace, cluster-wide first, and whether it does for certain.</summary>
    /// <param name="home">The namespace; null for requests that are in none.</param>
    public IEnumerable<(Bond Bond, Truth Truth)> In(NamespaceName? home)
    {
        foreach (var bond in _clusterWide)
            yield return (bond, Truth.Yes);
        if (home is not { } place)
            yield break;
        foreach (var bond in _byNamespace.GetValueOrDefault(place.Name) ?? [])
            yield return (bond, bond.Home.Is(place));
        foreach (var bond in place.IsAssumed ? [] : _floating)
        {
            if (bond.Home.Name != place.Name)
                yield return (bond, Truth.Maybe);
        }
    }
}
