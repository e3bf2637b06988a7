using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Libraries of Java: archives, and archives in archives.</summary>
/// <remarks>How they tell what they are: <see cref="JavaArchiveReader"/>. One whose group nothing tells is a gap, since a Maven package has no name without it.</remarks>
internal sealed class JavaArchives : Inspector
{
    public override InspectorInfo Info { get; } = new("java", Version: 1)
    {
        Interests = [PathInterest.Extension(".jar"), PathInterest.Extension(".war"), PathInterest.Extension(".ear"), PathInterest.Extension(".par"), PathInterest.Extension(".hpi"), PathInterest.Extension(".jpi")],
        MaxFileSize = 1L << 30,
        GapCode = GapCodes.Opaque,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink) => new JavaArchiveReader(entry, sink).Read(content, "", depth: 0);

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var told = new HashSet<(string Purl, string Location)>();
        foreach (var (fact, path, layer, _) in facts.Visible<JavaPackageFact>())
        {
            if (fact.Group is not { } group)
            {
                if (!report.UnmodifiedPackageFiles.Contains(path))
                    report.Gaps.Add(new Gap { Code = GapCodes.PackageEvidence, Layer = layer, Path = path, Message = $"The Java archive{(fact.Inner.Length > 0 ? $" '{fact.Inner[2..]}'" : "")} is '{fact.Name}' {fact.Version} and does not tell its Maven group." });
                continue;
            }

            var purl = new PackageUrl { Type = "maven", Namespace = group, Name = fact.Name, Version = fact.Version };
            if (!told.Add((purl.ToString(), path + fact.Inner)))
                continue;
            report.Packages.Add(new ImagePackage
            {
                Purl = purl,
                Name = $"{group}:{fact.Name}",
                Version = fact.Version,
                Location = path + fact.Inner,
                Layer = layer,
                Licenses = fact.Licenses,
                IsFromOperatingSystem = report.UnmodifiedPackageFiles.Contains(path),
            });
        }
    }
}

/// <summary>A library of Java.</summary>
internal sealed record JavaPackageFact : LayerFact
{
    /// <summary>Where the archive is in the file: empty, or <c>!/BOOT-INF/lib/a.jar</c>.</summary>
    public string Inner { get; init; } = "";

    /// <summary>The Maven group; null when nothing tells it.</summary>
    public string? Group { get; init; }

    /// <summary>The artifact.</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    public IReadOnlyList<string> Licenses { get; init; } = [];
}
