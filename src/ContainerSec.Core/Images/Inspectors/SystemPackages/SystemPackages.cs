using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Turns what the databases of one package manager say into the packages of the report.</summary>
internal static class SystemPackages
{
    public static void Conclude(string type, ImageFacts facts, ImageReportBuilder report, Func<SystemPackageFact, IReadOnlyList<string>>? licenses = null)
    {
        // A package may be told twice: by two databases, or by a database and Chisel, which knows least of it.
        var visible = facts.Visible<SystemPackageFact>().Where(p => p.Fact.Type == type).OrderBy(static p => p.Fact.Path == ChiselManifest.Path).DistinctBy(static p => p.Fact.Identity, StringComparer.Ordinal).ToList();
        if (visible.Count == 0)
            return;
        var packages = visible.ConvertAll(static p => p.Fact);
        var (vendor, isOfSystem) = PackageVendor.Of(type, report.OperatingSystem, packages);
        if (report.OperatingSystem is null)
        {
            report.Gaps.Add(new Gap
            {
                Code = GapCodes.OperatingSystem,
                Layer = visible[0].Layer,
                Path = visible[0].Path,
                Message = $"The image has {packages.Count:N0} packages of type {type} and no file that tells its distribution (os-release, debian_version, …): advisories cannot be told for them.",
            });
        }

        var distribution = isOfSystem ? PackageVendor.Distribution(report.OperatingSystem!) : null;
        var graph = new DependencyGraph(packages);
        var purls = packages.ConvertAll(p => PurlOf(p, vendor, distribution));
        var texts = purls.ConvertAll(static p => p.ToString());
        var origins = new PackageOrigins(facts, type);
        for (var i = 0; i < packages.Count; i++)
        {
            report.Packages.Add(new ImagePackage
            {
                Purl = purls[i],
                Name = packages[i].Name,
                Version = packages[i].Epoch is { } epoch ? $"{epoch}:{packages[i].Version}" : packages[i].Version,
                Location = visible[i].Path,
                Layer = visible[i].Layer,
                IntroducedIn = origins.LayerOf(visible[i]),
                Licenses = packages[i].Licenses ?? licenses?.Invoke(packages[i]) ?? [],
                SourcePackage = SourceOf(packages[i]),
                DependsOn = [.. graph.NeedsOf(i).Select(n => texts[n]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Module = packages[i].Module,
                Supplier = packages[i].Supplier,
            });
        }

        NoteUnmodifiedFiles(type, facts, report, origins, visible);
    }

    // Files that were last written by the layer that brought their package. What a build step changed in that same layer is not told apart:
    // the databases hold digests, but only of MD5 or SHA-1 kind or not at all, and reading every file again to compare them would double the cost of an image.
    private static void NoteUnmodifiedFiles(string type, ImageFacts facts, ImageReportBuilder report, PackageOrigins origins, List<Placed<SystemPackageFact>> packages)
    {
        var layers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in packages)
            layers[package.Fact.Identity] = origins.LayerOf(package);
        foreach (var list in facts.Visible<PackageFilesFact>())
        {
            string? layer;
            if (list.Fact.Package is null ? type != "deb" : !list.Fact.Package.StartsWith(type, StringComparison.Ordinal))
                continue;
            if (list.Fact.Package is null)
                layer = list.Layer;
            else if (!layers.TryGetValue(list.Fact.Package, out layer))
                continue;
            foreach (var path in FileListing.Read(list.Fact.Files))
            {
                if (facts.View.Find(System.Text.Encoding.UTF8.GetBytes(path), followsLast: false) is { Type: EntryType.File or EntryType.HardLink } file && file.Layer == layer)
                    report.UnmodifiedPackageFiles.Add(file.Path);
            }
        }
    }

    private static SourcePackage? SourceOf(SystemPackageFact package) =>
        package.SourceName is null && package.SourceVersion is null ? null : new SourcePackage(package.SourceName ?? package.Name, package.SourceVersion ?? package.Version);

    private static PackageUrl PurlOf(SystemPackageFact package, string? vendor, string? distribution) => new()
    {
        Type = package.Type,
        Namespace = vendor,
        Name = package.Type == "rpm" ? package.Name : package.Name.ToLowerInvariant(),
        Version = package.Version,
        Qualifiers =
        [
            new("arch", package.Architecture ?? ""),
            new("distro", distribution ?? ""),
            new("epoch", package.Epoch?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            new("upstream", UpstreamOf(package)),
        ],
    };

    private static string UpstreamOf(SystemPackageFact package) => package switch
    {
        { SourceFile: { } file } => file,
        { SourceVersion: { } version } => $"{package.SourceName ?? package.Name}@{version}",
        { SourceName: { } name } => name,
        _ => "",
    };
}
