namespace ContainerSec.Images;

/// <summary>A package that came, went, or has another version.</summary>
public sealed record PackageChange
{
    /// <summary>The type of its purl.</summary>
    public required string Type { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Versions of the first image that the second has not, in ascending order of their text; empty for a package that came.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Versions of the second image that the first has not; empty for a package that went.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    internal static IReadOnlyList<PackageChange> Between(IReadOnlyList<ImagePackage> before, IReadOnlyList<ImagePackage> after)
    {
        var (old, now) = (before.ToLookup(KeyOf), after.ToLookup(KeyOf));
        var changes = new List<PackageChange>();
        foreach (var key in old.Select(static g => g.Key).Union(now.Select(static g => g.Key)).OrderBy(static k => k.Type, StringComparer.Ordinal).ThenBy(static k => k.Name, StringComparer.Ordinal))
        {
            var (oldVersions, newVersions) = (VersionsOf(old[key]), VersionsOf(now[key]));
            if (!oldVersions.SetEquals(newVersions))
                changes.Add(new PackageChange { Type = key.Type, Name = key.Name, Before = [.. oldVersions.Except(newVersions)], After = [.. newVersions.Except(oldVersions)] });
        }

        return changes;
    }

    private static (string Type, string Name) KeyOf(ImagePackage package) => (package.Type, package.Name);

    private static SortedSet<string> VersionsOf(IEnumerable<ImagePackage> packages) => new(packages.Select(static p => p.Version), StringComparer.Ordinal);
}
