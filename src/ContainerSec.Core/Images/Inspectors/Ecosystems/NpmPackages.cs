using System.Text.Json;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Packages that npm, Yarn or pnpm installed.</summary>
/// <remarks>
/// npm documentation, folders(5) and package.json(5). A package.json is an installed package when its folder is <c>node_modules/name</c> or <c>node_modules/@scope/name</c>;
/// that of an application, of a part of a package, and of test data inside packages is not. Lock files say what should be installed, so they are not read.
/// </remarks>
internal sealed class NpmPackages : Inspector
{
    private const string Manifest = "package.json";
    private const string Modules = "node_modules/";
    private const int MaxResolutionDepth = 64;

    private static readonly string[] s_testFolders = ["test", "tests", "__tests__", "fixtures", "fixture", "__fixtures__", "spec", "example", "examples", "__mocks__", "testdata"];

    public override InspectorInfo Info { get; } = new("npm", Version: 1)
    {
        Interests = [PathInterest.Name(Manifest), PathInterest.Name(".pnp.cjs")],
        MaxFileSize = 4 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (entry.Name != Manifest)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, "Packages of Yarn Plug'n'Play are kept as zip archives, which are not opened.");
        else if (IsInstalled(entry.Folder))
            Read(entry, content, sink);
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var packages = facts.Visible<NpmPackageFact>().ToList();
        if (packages.Count == 0)
            return;
        var purls = new Dictionary<string, PackageUrl>(StringComparer.Ordinal);
        foreach (var package in packages)
            purls[FolderOf(package.Path)] = PurlOf(package.Fact);
        foreach (var (fact, path, layer, _) in packages)
        {
            var folder = FolderOf(path);
            report.Packages.Add(fact.ToPackage(purls[folder], path, layer, fact.Requires.Select(name => Resolve(folder, name, purls, facts.View)).OfType<string>(), report));
        }
    }

    private static string FolderOf(string path) => path[..^(Manifest.Length + 1)];

    // The purl specification: the scope is the namespace, with its @; names are in lower case.
    private static PackageUrl PurlOf(NpmPackageFact fact)
    {
        var slash = fact.Name.IndexOf('/', StringComparison.Ordinal);
        var isScoped = fact.Name[0] == '@' && slash > 0;
        return new PackageUrl
        {
            Type = "npm",
            Namespace = isScoped ? fact.Name[..slash].ToLowerInvariant() : null,
            Name = (isScoped ? fact.Name[(slash + 1)..] : fact.Name).ToLowerInvariant(),
            Version = fact.Version,
        };
    }

    // Node.js, "Loading from node_modules folders": that of the package first, then those of the folders above it.
    private static string? Resolve(string folder, string name, Dictionary<string, PackageUrl> purls, MergedView view)
    {
        var places = new List<string>();
        for (var at = folder; places.Count < MaxResolutionDepth; at = at[..Math.Max(at.LastIndexOf('/'), 0)])
        {
            if (!at.EndsWith("/node_modules", StringComparison.Ordinal) && at != "node_modules")
                places.Add(at.Length == 0 ? Modules + name : $"{at}/{Modules}{name}");
            if (at.Length == 0)
                break;
        }

        foreach (var place in places)
        {
            if (purls.TryGetValue(place, out var purl))
                return purl.ToString();
        }

        // pnpm and workspaces: links.
        foreach (var place in places)
        {
            if (view.Find($"{place}/{Manifest}") is { } entry && purls.TryGetValue(FolderOf(entry.Path), out var purl))
                return purl.ToString();
        }

        return null;
    }

    private static bool IsInstalled(string folder)
    {
        var last = LastModules(folder);
        if (last < 0)
            return false;
        var name = folder[last..];
        var isPackage = name.StartsWith('@') ? name.Split('/') is [{ Length: > 1 }, { Length: > 0 }] : name.Length > 0 && name[0] != '.' && !name.Contains('/', StringComparison.Ordinal);
        return isPackage && !IsTestData(folder[..last]);
    }

    private static int LastModules(string folder)
    {
        var last = folder.LastIndexOf("/" + Modules, StringComparison.Ordinal);
        return last >= 0 ? last + 1 + Modules.Length : folder.StartsWith(Modules, StringComparison.Ordinal) ? Modules.Length : -1;
    }

    // Below the outermost node_modules, folders that packages bring for their own tests.
    private static bool IsTestData(string above)
    {
        var parts = above.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.IndexOf(parts, "node_modules");
        for (var i = first + 1; i < parts.Length - 1; i++)
        {
            // What follows node_modules, or a scope, is the name of a package, whatever it is.
            var isName = parts[i - 1] == "node_modules" || (parts[i - 1][0] == '@' && i > 1 && parts[i - 2] == "node_modules");
            if (!isName && Array.IndexOf(s_testFolders, parts[i]) >= 0)
                return true;
        }

        return false;
    }

    private static void Read(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        try
        {
            using var document = Evidence.ParseJson(content);
            var manifest = document.RootElement;
            var (name, version) = (Evidence.NameOf(manifest.Text("name")), Evidence.NameOf(manifest.Text("version")));
            if (name is null || version is null)
            {
                sink.Gap(GapCodes.PackageEvidence, entry.Path, "The package.json of an installed package does not state its name and version.");
                return;
            }

            sink.Add(new NpmPackageFact
            {
                Path = entry.Path,
                Name = name,
                Version = version,
                Licenses = LicensesOf(manifest),
                Requires = [.. manifest.Keys("dependencies").Concat(manifest.Keys("optionalDependencies")).Concat(manifest.Keys("peerDependencies")).Distinct(StringComparer.Ordinal)],
                Supplier = SupplierOf(manifest),
            });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The package.json is no JSON: {exception.Message}");
        }
    }

    // "license": "MIT" or { "type": "MIT" }, and the older "licenses": [{ "type": "MIT" }], of which one may be chosen.
    private static IReadOnlyList<string> LicensesOf(JsonElement manifest)
    {
        if (manifest.TryGetProperty("license", out var license) && LicenseOf(license) is { Length: > 0 } one)
            return [one];
        if (!manifest.TryGetProperty("licenses", out var licenses))
            return [];
        if (licenses.ValueKind != JsonValueKind.Array)
            return LicenseOf(licenses) is { Length: > 0 } single ? [single] : [];
        var choice = string.Join(" OR ", licenses.EnumerateArray().Take(20).Select(LicenseOf).Where(static l => l.Length > 0).Select(static l => l.Contains(' ', StringComparison.Ordinal) ? $"({l})" : l));
        return LicenseExpression.NormaliseAll([choice]);
    }

    private static string LicenseOf(JsonElement license) => license.ValueKind switch
    {
        JsonValueKind.String => LicenseExpression.Normalise(license.GetString()),
        JsonValueKind.Object => LicenseExpression.Normalise(license.Text("type") ?? license.Text("name") ?? license.Text("url")),
        JsonValueKind.Array => string.Join(" OR ", license.EnumerateArray().Take(20).Where(static l => l.ValueKind is JsonValueKind.String).Select(LicenseOf).Where(static l => l.Length > 0)),
        _ => "",
    };

    // "author": "Jane Doe <jane@example.org> (https://example.org)" or { "name": … }.
    private static string? SupplierOf(JsonElement manifest)
    {
        if (!manifest.TryGetProperty("author", out var author))
            return null;
        var text = author.ValueKind == JsonValueKind.String ? author.GetString()! : author.Text("name") ?? "";
        var end = text.AsSpan().IndexOfAny('<', '(');
        return Evidence.NameOf(end >= 0 ? text[..end] : text);
    }
}

/// <summary>An installed package of npm.</summary>
internal sealed record NpmPackageFact : PackageFact;
