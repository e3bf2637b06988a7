namespace ContainerSec.Images.Inspectors;

/// <summary>Which installed packages need which: names that are needed, found among the packages and what they provide.</summary>
/// <remarks>
/// Versions are not compared: a package manager does not install what its dependencies do not fit.
/// Of alternatives the first that is installed is taken (deb-control(5), Depends); a name that no package bears is that of every package that provides it.
/// </remarks>
internal sealed class DependencyGraph
{
    // What a hundred packages are called or provide tells nothing.
    private const int MaxMeant = 100;

    // Far above a distribution with everything installed.
    private const int MaxSteps = 5_000_000;

    private readonly Dictionary<string, List<int>> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _providers = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<SystemPackageFact> _all;
    private int _steps;

    public DependencyGraph(IReadOnlyList<SystemPackageFact> packages)
    {
        _all = packages;
        for (var i = 0; i < packages.Count; i++)
        {
            ListFor(_packages, packages[i].Name).Add(i);
            foreach (var provided in packages[i].Provides ?? [])
                ListFor(_providers, provided).Add(i);
        }
    }

    /// <summary>The packages that one needs, as indexes, each once, without itself.</summary>
    public IReadOnlyCollection<int> NeedsOf(int package)
    {
        var needs = new SortedSet<int>();
        foreach (var required in _all[package].Requires ?? [])
        {
            var found = Find(required, _all[package].Architecture);
            if (_steps >= MaxSteps)
                break;
            _steps += found.Count + 1;
            needs.UnionWith(found);
        }

        needs.Remove(package);
        return needs;
    }

    private IReadOnlyList<int> Find(string required, string? architecture)
    {
        foreach (var alternative in required.Split('|'))
        {
            // The same package may be installed for two architectures: the one of its own is meant.
            if (_packages.TryGetValue(alternative, out var named) && named.Count <= MaxMeant)
                return named.Count == 1 ? named : named.FindAll(i => _all[i].Architecture == architecture) is { Count: > 0 } own ? own : named;
            if (_providers.TryGetValue(alternative, out var providers) && providers.Count <= MaxMeant)
                return providers;
        }

        return [];
    }

    private static List<int> ListFor(Dictionary<string, List<int>> table, string key)
    {
        if (!table.TryGetValue(key, out var list))
            table[key] = list = [];
        return list;
    }
}
