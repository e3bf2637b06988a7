using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>What building left in a layer: sources' history, credentials of tools, editors' files, caches, lists of packages.</summary>
/// <remarks>All layers count: what a later layer removes is shipped all the same. What stands inside of <c>node_modules</c> or <c>vendor</c>, or came with an OS package, is its author's.</remarks>
internal sealed class Leftovers : Inspector
{
    private static readonly (string Folder, LeftoverKind Kind)[] s_places =
    [
        ("var/lib/apt/lists", LeftoverKind.PackageLists), ("var/cache/apt", LeftoverKind.PackageCache), ("var/cache/apk", LeftoverKind.PackageCache), ("etc/apk/cache", LeftoverKind.PackageCache),
        ("var/cache/dnf", LeftoverKind.PackageCache), ("var/cache/libdnf5", LeftoverKind.PackageCache), ("var/cache/yum", LeftoverKind.PackageCache), ("var/cache/microdnf", LeftoverKind.PackageCache),
        ("var/cache/tdnf", LeftoverKind.PackageCache), ("var/cache/zypp", LeftoverKind.PackageCache), ("var/cache/pacman/pkg", LeftoverKind.PackageCache),
    ];

    // A folder of this name with everything in it, or a file of this name.
    private static readonly Dictionary<string, LeftoverKind> s_names = new(StringComparer.Ordinal)
    {
        [".git"] = LeftoverKind.VersionControl,
        [".svn"] = LeftoverKind.VersionControl,
        [".hg"] = LeftoverKind.VersionControl,
        [".aws"] = LeftoverKind.Credentials,
        [".azure"] = LeftoverKind.Credentials,
        [".gcp"] = LeftoverKind.Credentials,
        [".kube"] = LeftoverKind.Credentials,
        [".netrc"] = LeftoverKind.Credentials,
        [".pypirc"] = LeftoverKind.Credentials,
        [".git-credentials"] = LeftoverKind.Credentials,
        [".vscode"] = LeftoverKind.Editor,
        [".idea"] = LeftoverKind.Editor,
        [".vs"] = LeftoverKind.Editor,
        [".vimrc"] = LeftoverKind.Editor,
        [".DS_Store"] = LeftoverKind.Editor,
        [".npm"] = LeftoverKind.BuildCache,
        [".cache"] = LeftoverKind.BuildCache,
        [".gradle"] = LeftoverKind.BuildCache,
        [".m2"] = LeftoverKind.BuildCache,
        [".nuget"] = LeftoverKind.BuildCache,
        ["Dockerfile"] = LeftoverKind.BuildDescription,
        ["Containerfile"] = LeftoverKind.BuildDescription,
        ["docker-compose.yml"] = LeftoverKind.BuildDescription,
        ["docker-compose.yaml"] = LeftoverKind.BuildDescription,
        [".dockerignore"] = LeftoverKind.BuildDescription,
    };

    public override InspectorInfo Info { get; } = new("leftovers", Version: 1) { Interests = [PathInterest.Name(".npmrc")], MaxFileSize = 1 << 20, GapCode = GapCodes.SecretSearch };

    // "//registry.npmjs.org/:_authToken=npm_…": a file without one only names a registry. ${NAME} is filled in when npm runs.
    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        foreach (var line in Encoding.UTF8.GetString(content.Span).Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, { Length: > 0 } value] || key.StartsWith('#') || key.StartsWith(';') || value.StartsWith("${", StringComparison.Ordinal))
                continue;
            if (key[(key.LastIndexOf(':') + 1)..] is not ("_authToken" or "_auth" or "_password"))
                continue;
            sink.Add(new NpmTokenFact { Path = entry.Path });
            return;
        }
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var found = new Dictionary<(string Path, LeftoverKind Kind), Leftover>();
        for (var layer = 0; layer < facts.Files.Count; layer++)
            AddOf(facts.Files[layer], facts.Layers[layer].DiffId, report.UnmodifiedPackageFiles, found);
        foreach (var token in facts.All<NpmTokenFact>())
            Add((token.Path, LeftoverKind.Credentials), token.Layer, size: 0, token.IsDeleted, found);
        foreach (var leftover in found.Values)
            (leftover.Kind is LeftoverKind.PackageLists or LeftoverKind.PackageCache ? report.PackageCaches : report.BuildLeftovers).Add(leftover);
    }

    private static void AddOf(PlacedFiles files, string layer, HashSet<string> unmodified, Dictionary<(string Path, LeftoverKind Kind), Leftover> found)
    {
        for (var i = 0; i < files.Table.Count; i++)
        {
            var record = files.Table.Records[i];
            // Empty files are locks and marks.
            if (record.Type != EntryType.File || record.Size == 0 || !MayBeOne(files.Table.PathOf(i)))
                continue;
            var path = files.PathOf(i);
            var isVisible = files.IsVisible(i);
            if (Find(path) is { } leftover && !(isVisible && unmodified.Contains(path)))
                Add(leftover, layer, record.Size, isDeleted: !isVisible, found);
        }
    }

    private static void Add((string Path, LeftoverKind Kind) leftover, string layer, long size, bool isDeleted, Dictionary<(string Path, LeftoverKind Kind), Leftover> found)
    {
        var before = found.GetValueOrDefault(leftover);
        found[leftover] = new Leftover
        {
            Kind = leftover.Kind,
            Path = leftover.Path,
            Layer = layer,
            Files = (before?.Files ?? 0) + 1,
            Size = (before?.Size ?? 0) + size,
            Deleted = isDeleted && before?.Deleted != false,
        };
    }

    // Nearly all files are passed over without making a string of their path.
    private static bool MayBeOne(ReadOnlySpan<byte> path)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        return path.IndexOf("/."u8) >= 0 || path.StartsWith("."u8) || path.StartsWith("var/"u8) || path.StartsWith("etc/apk/"u8) || name.StartsWith("Dockerfile"u8) || name.StartsWith("Containerfile"u8) || name.StartsWith("docker-compose.y"u8);
    }

    private static (string Path, LeftoverKind Kind)? Find(string path)
    {
        foreach (var (folder, kind) in s_places)
        {
            if (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal))
                return (folder, kind);
        }

        for (var start = 0; start < path.Length;)
        {
            var end = path.IndexOf('/', start) is var slash and >= 0 ? slash : path.Length;
            var part = path[start..end];
            if (part is "node_modules" or "vendor")
                return null;
            if (s_names.TryGetValue(part, out var kind))
                return (path[..end], kind);
            start = end + 1;
        }

        return path[(path.LastIndexOf('/') + 1)..].StartsWith("Dockerfile.", StringComparison.Ordinal) ? (path, LeftoverKind.BuildDescription) : null;
    }
}

/// <summary>An .npmrc that holds a token or password.</summary>
internal sealed record NpmTokenFact : LayerFact;
