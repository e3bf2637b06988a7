using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The assemblies that no deps.json names: the very file of a package that another application names is that package, of all others it is said that they are unknown.</summary>
/// <remarks>The version of an assembly is not the version of its package, so a package is never guessed from it.</remarks>
internal sealed class LooseAssemblies
{
    private readonly SortedDictionary<string, Placed<AssemblyFact>> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DependencyLibrary> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);

    public LooseAssemblies(ImageFacts facts)
    {
        foreach (var fact in facts.Visible<AssemblyFact>())
            _assemblies[fact.Path] = fact;
    }

    /// <summary>Notes files that a manifest names.</summary>
    public void Know(IReadOnlyDictionary<string, DependencyLibrary> files)
    {
        foreach (var (path, library) in files)
            _known.TryAdd(path, library);
    }

    /// <summary>Notes a folder of which it is said otherwise that its packages are unknown.</summary>
    public void Skip(string folder) => _skipped.Add(folder);

    public bool IsReadyToRun(string path) => _assemblies.TryGetValue(path, out var assembly) && assembly.Fact.IsReadyToRun;

    public void Conclude(ImageReportBuilder report)
    {
        var packages = new Dictionary<Guid, DependencyLibrary>();
        foreach (var (path, library) in _known)
        {
            if (library.Kind is LibraryKind.Package or LibraryKind.RuntimePack && _assemblies.TryGetValue(path, out var assembly) && assembly.Fact.ModuleId != Guid.Empty)
                packages.TryAdd(assembly.Fact.ModuleId, library);
        }

        var unknown = new List<Placed<AssemblyFact>>();
        foreach (var (path, assembly) in _assemblies)
        {
            if (_known.ContainsKey(path) || assembly.Fact.IsSatellite || report.UnmodifiedPackageFiles.Contains(path))
                continue;
            if (packages.TryGetValue(assembly.Fact.ModuleId, out var library))
                report.Packages.Add(DotNetPackages.Package(library.Name, library.Version, path, assembly.Layer) with { Files = [path] });
            else
                unknown.Add(assembly);
        }

        foreach (var folder in unknown.GroupBy(static a => a.Path[..(a.Path.LastIndexOf('/') + 1)], StringComparer.Ordinal).Where(g => !_skipped.Contains(g.Key)))
            report.Gaps.Add(GapOf([.. folder]));
    }

    private static Gap GapOf(List<Placed<AssemblyFact>> assemblies)
    {
        var first = assemblies.Find(static a => a.Path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) is { Fact: not null } program ? program : assemblies[0];
        var others = assemblies.Count - 1;
        // A program for the .NET Framework has no deps.json by nature: net48, net472; what is for .NET has a dot in its name.
        var isFramework = first.Fact.TargetFramework is { } framework && framework.StartsWith("net", StringComparison.Ordinal) && !framework.Contains('.', StringComparison.Ordinal);
        return new Gap
        {
            Code = GapCodes.DotNetApplication,
            Layer = first.Layer,
            Path = first.Path,
            Message = $"No deps.json names the {(isFramework ? ".NET Framework" : ".NET")} assembly {first.Fact.Name} {first.Fact.InformationalVersion?.Split('+')[0] ?? first.Fact.Version}"
                + $"{(others > 0 ? $" and {others:N0} more of its folder" : "")}; which packages they are from cannot be told.",
        };
    }
}
