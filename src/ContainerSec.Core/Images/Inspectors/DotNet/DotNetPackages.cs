using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The packages that a deps.json names and that run.</summary>
/// <remarks>
/// A package runs if it brings files for the image's platform and one of them is there. One that only a compiler needs, one whose files the framework replaces,
/// and one that only groups others bring none; projects and references to files are no packages.
/// </remarks>
internal sealed class DotNetPackages(DependencyManifest manifest, string location, string layer, ImagePlatform platform)
{
    // An untrimmed runtime always holds these, since .NET Core 3.0; nothing loads them but old libraries.
    private static readonly string[] AlwaysInRuntime = ["mscorlib.dll", "netstandard.dll", "System.AppContext.dll", "Microsoft.VisualBasic.Core.dll"];

    // A hostile manifest lets every library need all others.
    private const int MaxSteps = 2_000_000;

    private readonly Dictionary<string, DependencyLibrary> _libraries = ByName(manifest);
    private int _steps;

    /// <summary>Packages that should have files and have none.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Files that the manifest names and that are there, each with its library.</summary>
    public Dictionary<string, DependencyLibrary> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>A package without more than its name.</summary>
    public static ImagePackage Package(string name, string version, string location, string layer) => new()
    {
        Purl = new PackageUrl { Type = "nuget", Name = name, Version = version },
        Name = name,
        Version = version,
        Location = location,
        Layer = layer,
    };

    /// <summary>Whether code that is not used was cut away: the runtime that it brings is not whole.</summary>
    public static bool IsTrimmed(DependencyManifest manifest) =>
        manifest.Libraries.Find(static l => l.Kind == LibraryKind.RuntimePack && l.Name.StartsWith("Microsoft.NETCore.App.Runtime.", StringComparison.OrdinalIgnoreCase)) is { } runtime
        && !AlwaysInRuntime.All(file => runtime.Assets.Exists(a => a.Path.EndsWith(file, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The shared framework itself. Advisories name the package that it was made from.</summary>
    public ImagePackage Framework(string name, string version)
    {
        var source = manifest.Libraries.Find(l => IsSourceOf(l, name));
        return Package(name, version, location, layer) with { SourcePackage = source is null ? null : new SourcePackage(source.Name, source.Version) };
    }

    /// <summary>Packages that stand in a shared framework's folder beside it: ASP.NET Core 2 was made of many.</summary>
    public IReadOnlyList<ImagePackage> BesideFramework(string name) =>
        Report(manifest.Libraries.Where(l => !IsSourceOf(l, name) && !string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)), static _ => []);

    /// <summary>The packages of an application.</summary>
    /// <param name="view">The file system.</param>
    /// <param name="folder">The application's folder, with a slash at its end; empty for the root.</param>
    /// <param name="bundled">Whether a file is inside of the application's single file.</param>
    /// <param name="bundle">The single file.</param>
    public IReadOnlyList<ImagePackage> Find(MergedView view, string folder, Func<string, bool>? bundled = null, string? bundle = null)
    {
        var files = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in manifest.Libraries)
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var asset in library.Assets.Where(a => platform.Runs(a.RuntimeIdentifier)))
            {
                if (bundle is not null && bundled is not null && PlacesOf(asset).Any(bundled))
                    found.Add(bundle);
                else if (PlacesOf(asset).Select(p => view.Find(folder + p)).FirstOrDefault(static e => e is not null) is { } entry)
                    found.Add(entry.Path);
            }

            foreach (var file in found)
                Files.TryAdd(file, library);
            files[library.Name] = [.. found];
        }

        // A manifest without any of its files does not stand where the application is: it is all that is known.
        var isAlone = files.Values.All(static f => f.Count == 0);
        var running = new List<DependencyLibrary>();
        foreach (var library in manifest.Libraries.Where(HasFiles))
        {
            if (isAlone || files[library.Name].Count > 0)
                running.Add(library);
            else
                Missing.Add($"{library.Name} {library.Version}");
        }

        return Report(running, library => files[library.Name]);
    }

    private static Dictionary<string, DependencyLibrary> ByName(DependencyManifest manifest)
    {
        var libraries = new Dictionary<string, DependencyLibrary>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in manifest.Libraries)
            libraries.TryAdd(library.Name, library);
        return libraries;
    }

    private static bool IsSourceOf(DependencyLibrary library, string framework) =>
        library.Name.StartsWith(framework + ".Runtime.", StringComparison.OrdinalIgnoreCase)
        || (library.Name.StartsWith("runtime.", StringComparison.OrdinalIgnoreCase) && library.Name.EndsWith("." + framework, StringComparison.OrdinalIgnoreCase));

    // Publishing leaves out the folders of the package, except for files that are chosen at run time.
    private static IEnumerable<string> PlacesOf(DependencyAsset asset)
    {
        if (asset.LocalPath is { } local)
            yield return local;
        var name = asset.Path[(asset.Path.LastIndexOf('/') + 1)..];
        if (asset.RuntimeIdentifier is null)
            yield return asset.Locale is { } locale ? $"{locale}/{name}" : name;
        yield return asset.Path;
    }

    private bool HasFiles(DependencyLibrary library) => library.Kind is LibraryKind.Package or LibraryKind.RuntimePack && !library.IsCompileOnly
        && library.Assets.Exists(a => platform.Runs(a.RuntimeIdentifier) && !a.Path.EndsWith("/_._", StringComparison.Ordinal));

    private IReadOnlyList<ImagePackage> Report(IEnumerable<DependencyLibrary> libraries, Func<DependencyLibrary, IReadOnlyList<string>> filesOf)
    {
        var running = libraries.Where(HasFiles).ToList();
        var purls = running.GroupBy(static l => l.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(static g => g.Key, static g => PurlOf(g.First()), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. running.Select(library => Package(library.Name, library.Version, location, layer) with
            {
                Files = filesOf(library),
                DependsOn = [.. NeedsOf(library, purls)],
            }),
        ];
    }

    private static string PurlOf(DependencyLibrary library) => new PackageUrl { Type = "nuget", Name = library.Name, Version = library.Version }.ToString();

    // Packages that are not listed themselves are looked through: one that only groups others still says what is needed.
    private SortedSet<string> NeedsOf(DependencyLibrary library, Dictionary<string, string> purls)
    {
        var needs = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { library.Name };
        var open = new Queue<string>(library.Dependencies);
        while (open.TryDequeue(out var name) && _steps++ < MaxSteps)
        {
            if (!seen.Add(name))
                continue;
            if (purls.TryGetValue(name, out var purl))
                needs.Add(purl);
            else if (_libraries.TryGetValue(name, out var between))
                between.Dependencies.ForEach(open.Enqueue);
        }

        return needs;
    }
}
