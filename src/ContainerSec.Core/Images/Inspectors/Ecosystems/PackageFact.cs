using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>What a file says of one package of an ecosystem.</summary>
internal abstract record PackageFact : LayerFact
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SPDX expressions, in ascending order.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>Names of the packages that it needs, as the file spells them.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    public string? Supplier { get; init; }

    /// <summary>The package as it is reported.</summary>
    /// <param name="purl">Its name in every tool.</param>
    /// <param name="path">The file, where it stands in the image.</param>
    /// <param name="layer">The diff id of the layer.</param>
    /// <param name="dependsOn">Purls, each once or more, in any order.</param>
    /// <param name="report">What is known already: whether an OS package brought the file.</param>
    public ImagePackage ToPackage(PackageUrl purl, string path, string layer, IEnumerable<string> dependsOn, ImageReportBuilder report)
    {
        var self = purl.ToString();
        return new ImagePackage
        {
            Purl = purl,
            Name = Name,
            Version = Version,
            Location = path,
            Layer = layer,
            Licenses = Licenses,
            DependsOn = [.. dependsOn.Where(d => d != self).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Supplier = Supplier,
            IsFromOperatingSystem = report.UnmodifiedPackageFiles.Contains(path),
        };
    }
}
