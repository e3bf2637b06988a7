using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors;

/// <summary>Turns the headers of one rpm database into facts. What needs what is found out here: all packages that can be meant are in the same file.</summary>
internal static class RpmPackages
{
    private const uint ConfigurationFile = 1 << 0;
    private const uint GhostFile = 1 << 6;
    private const int MaxNames = 20_000;

    public static void Add(string path, IReadOnlyList<RpmHeader> headers, LayerSink sink)
    {
        // "gpg-pubkey" is how rpm keeps the keys that it trusts.
        var packages = headers.Where(static h => h.Text(RpmTag.Name) is not (null or "gpg-pubkey") && h.Text(RpmTag.Version) is not null).ToList();
        var needed = FilesNeeded(packages);
        var facts = packages.ConvertAll(p => FactOf(path, p, needed));
        var graph = new DependencyGraph(facts);
        for (var i = 0; i < facts.Count; i++)
        {
            var needs = graph.NeedsOf(i).Select(n => facts[n].Name).Distinct(StringComparer.Ordinal).ToList();
            sink.Add(facts[i] with { Provides = null, Requires = needs.Count == 0 ? null : needs });
            if (FilesOf(packages[i]) is { IsEmpty: false } files)
                sink.Add(new PackageFilesFact { Path = path, Package = facts[i].Identity, Files = files.ToString() });
        }
    }

    private static SystemPackageFact FactOf(string path, RpmHeader header, HashSet<string> needed)
    {
        var (name, version) = (header.Text(RpmTag.Name)!, header.Text(RpmTag.Version)!);
        if (header.Text(RpmTag.Release) is { } release)
            version += "-" + release;
        var (source, sourceVersion) = SourceOf(header.Text(RpmTag.SourceRpm));
        var license = LicenseExpression.Normalise(header.Text(RpmTag.License));
        return new SystemPackageFact
        {
            Path = path,
            Type = "rpm",
            Name = name,
            Version = version,
            // An epoch of 0 is the same as none, and most packages state none.
            Epoch = header.Number(RpmTag.Epoch) is > 0 and var epoch ? epoch : null,
            Architecture = header.Text(RpmTag.Arch),
            SourceFile = header.Text(RpmTag.SourceRpm),
            SourceName = source == name ? null : source,
            SourceVersion = sourceVersion == version ? null : sourceVersion,
            Module = header.Text(RpmTag.ModularityLabel),
            Supplier = header.Text(RpmTag.Vendor),
            Licenses = license.Length == 0 ? null : [license],
            // "rpmlib(…)" asks rpm itself; "(a if b)" is more than a name.
            Requires = [.. header.Texts(RpmTag.RequireName).Take(MaxNames).Where(static r => !r.StartsWith("rpmlib(", StringComparison.Ordinal) && !r.StartsWith('(')).Distinct(StringComparer.Ordinal)],
            Provides = [.. header.Texts(RpmTag.ProvideName).Take(MaxNames), .. needed.Count == 0 ? [] : Paths(header).Where(needed.Contains)],
        };
    }

    // "shop-1.2-3.fc40.src.rpm"
    internal static (string? Name, string? Version) SourceOf(string? file)
    {
        if (file is null)
            return (null, null);
        var stem = file.EndsWith(".src.rpm", StringComparison.Ordinal) ? file[..^8] : file.EndsWith(".nosrc.rpm", StringComparison.Ordinal) ? file[..^10] : file;
        var release = stem.LastIndexOf('-');
        var version = release > 0 ? stem.LastIndexOf('-', release - 1) : -1;
        return version > 0 ? (stem[..version], stem[(version + 1)..]) : (null, null);
    }

    private static HashSet<string> FilesNeeded(List<RpmHeader> packages) =>
        packages.SelectMany(static p => p.Texts(RpmTag.RequireName)).Where(static r => r.StartsWith('/')).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Paths(RpmHeader header)
    {
        var (names, folders) = (header.Texts(RpmTag.BaseNames), header.Texts(RpmTag.DirNames));
        var count = Math.Min(names.Count, header.Count(RpmTag.DirIndexes));
        for (var i = 0; i < count; i++)
        {
            if (header.NumberAt(RpmTag.DirIndexes, i) is var folder && folder < folders.Count)
                yield return folders[(int)folder] + names[i];
        }
    }

    private static FileListing FilesOf(RpmHeader header)
    {
        var listing = new FileListing();
        var (names, folders) = (header.Texts(RpmTag.BaseNames), header.Texts(RpmTag.DirNames));
        var count = Math.Min(names.Count, header.Count(RpmTag.DirIndexes));
        for (var i = 0; i < count; i++)
        {
            var flags = i < header.Count(RpmTag.FileFlags) ? header.NumberAt(RpmTag.FileFlags, i) : 0;
            // A state of 0 is normal; others were replaced by another package or left out.
            var state = i < header.Count(RpmTag.FileStates) ? header.NumberAt(RpmTag.FileStates, i) : 0;
            if ((flags & (ConfigurationFile | GhostFile)) == 0 && state == 0 && header.NumberAt(RpmTag.DirIndexes, i) is var folder && folder < folders.Count)
                listing.Add(folders[(int)folder].Trim('/'), names[i]);
        }

        return listing;
    }
}
