using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Which layer brought a package: a database is written anew by every layer that installs something, so its last writer tells nothing.</summary>
internal sealed class PackageOrigins
{
    // Of each database the states that layers left it in, base first: the layer, and what was installed.
    private readonly Dictionary<string, List<(string Layer, HashSet<string> Packages)>> _states = new(StringComparer.Ordinal);

    public PackageOrigins(ImageFacts facts, string type)
    {
        foreach (var package in facts.All<SystemPackageFact>())
        {
            if (package.Fact.Type != type)
                continue;
            if (!_states.TryGetValue(package.Path, out var states))
                _states[package.Path] = states = [];
            if (states.Count == 0 || states[^1].Layer != package.Layer)
                states.Add((package.Layer, new HashSet<string>(StringComparer.Ordinal)));
            states[^1].Packages.Add(package.Fact.Identity);
        }
    }

    /// <summary>The first layer from which on every state of the database has the package in this version.</summary>
    public string LayerOf(Placed<SystemPackageFact> package)
    {
        var layer = package.Layer;
        var states = _states[package.Path];
        for (var i = states.FindLastIndex(s => s.Layer == layer) - 1; i >= 0 && states[i].Packages.Contains(package.Fact.Identity); i--)
            layer = states[i].Layer;
        return layer;
    }
}
