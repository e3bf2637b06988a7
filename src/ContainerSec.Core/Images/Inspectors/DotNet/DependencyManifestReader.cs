using System.Text.Json;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads a deps.json.</summary>
/// <remarks>
/// dotnet/sdk, documentation/specs/runtime-configuration-file.md, "[appname].deps.json". <c>libraries</c> says what each library is,
/// <c>targets</c> which files it brings: <c>runtime</c>, <c>native</c> and <c>resources</c> for the target as a whole, <c>runtimeTargets</c> for one platform each.
/// </remarks>
internal static class DependencyManifestReader
{
    // Far above any application; what a hostile file names beyond is told as a gap.
    private const int MaxLibraries = 50_000;
    private const int MaxAssets = 200_000;
    private const string RuntimePackPrefix = "runtimepack.";

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="problem">What is wrong with it, one sentence; null when all was read.</param>
    /// <returns>Null when it is no manifest at all.</returns>
    public static DependencyManifest? Read(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        problem = null;
        try
        {
            using var document = HostJson.Parse(bytes);
            return Read(document.RootElement, ref problem);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: the name of a member is no valid text.
            problem = $"The deps.json is no JSON that the .NET host would read: {exception.Message}";
            return null;
        }
    }

    private static DependencyManifest? Read(JsonElement root, ref string? problem)
    {
        var target = root.Member("runtimeTarget");
        // Before 2.0 the name stood there without an object around it.
        var name = target.Text() ?? target.Member("name").Text();
        var targets = root.Member("targets");
        var chosen = name is null ? targets.Members().Select(static t => t.Value).LastOrDefault() : targets.Member(name);
        if (chosen.ValueKind != JsonValueKind.Object)
        {
            problem = "The deps.json has no target that its runtimeTarget names.";
            return null;
        }

        var kinds = KindsOf(root.Member("libraries"));
        var libraries = new List<DependencyLibrary>();
        var assets = 0;
        foreach (var member in chosen.EnumerateObject())
        {
            if (libraries.Count == MaxLibraries || assets > MaxAssets)
            {
                problem = $"The deps.json names more than {MaxLibraries:N0} libraries or {MaxAssets:N0} files; the rest is left out.";
                break;
            }

            if (LibraryOf(member, kinds) is not { } library)
            {
                problem = "The deps.json names a library without version; it is left out.";
                continue;
            }

            libraries.Add(library);
            assets += library.Assets.Count;
        }

        return new DependencyManifest
        {
            TargetFramework = name is null ? null : TargetFrameworkName.Short(name.Split('/')[0]),
            RuntimeIdentifier = name?.IndexOf('/', StringComparison.Ordinal) is { } slash and > 0 ? name[(slash + 1)..] : null,
            Libraries = libraries,
        };
    }

    private static Dictionary<string, string> KindsOf(JsonElement libraries)
    {
        var kinds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in libraries.Members())
            kinds.TryAdd(library.Name, library.Value.Member("type").Text() ?? "");
        return kinds;
    }

    // "Newtonsoft.Json/13.0.1": { "dependencies": { … }, "runtime": { "lib/netstandard2.0/Newtonsoft.Json.dll": { … } } }
    private static DependencyLibrary? LibraryOf(JsonProperty member, Dictionary<string, string> kinds)
    {
        var slash = member.Name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == member.Name.Length - 1)
            return null;
        var name = member.Name[..slash];
        var kind = kinds.GetValueOrDefault(member.Name, "").ToLowerInvariant() switch
        {
            "package" => LibraryKind.Package,
            "runtimepack" => LibraryKind.RuntimePack,
            "project" or "msbuildproject" => LibraryKind.Project,
            _ => LibraryKind.Other,
        };
        var isMarked = kind == LibraryKind.RuntimePack && name.StartsWith(RuntimePackPrefix, StringComparison.OrdinalIgnoreCase);
        return new DependencyLibrary
        {
            Name = isMarked ? name[RuntimePackPrefix.Length..] : name,
            Version = member.Name[(slash + 1)..],
            Kind = kind,
            IsCompileOnly = member.Value.Member("compileOnly").ValueKind == JsonValueKind.True,
            Dependencies = [.. member.Value.Member("dependencies").Members().Select(static d => Unmarked(d.Name))],
            Assets = [.. AssetsOf(member.Value)],
        };
    }

    private static string Unmarked(string name) =>
        name.StartsWith(RuntimePackPrefix, StringComparison.OrdinalIgnoreCase) ? name[RuntimePackPrefix.Length..] : name;

    private static IEnumerable<DependencyAsset> AssetsOf(JsonElement library)
    {
        foreach (var asset in library.Member("runtime").Members())
            yield return AssetOf(asset, AssetKind.Runtime);
        foreach (var asset in library.Member("native").Members())
            yield return AssetOf(asset, AssetKind.Native);
        foreach (var asset in library.Member("resources").Members())
            yield return AssetOf(asset, AssetKind.Resource) with { Locale = asset.Value.Member("locale").Text() };
        foreach (var asset in library.Member("runtimeTargets").Members())
        {
            var isNative = string.Equals(asset.Value.Member("assetType").Text(), "native", StringComparison.OrdinalIgnoreCase);
            yield return AssetOf(asset, isNative ? AssetKind.Native : AssetKind.Runtime) with { RuntimeIdentifier = asset.Value.Member("rid").Text() };
        }
    }

    private static DependencyAsset AssetOf(JsonProperty asset, AssetKind kind) =>
        new() { Path = asset.Name, Kind = kind, LocalPath = asset.Value.Member("localPath").Text() };
}
