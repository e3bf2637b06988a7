using System.Text.Json;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>PHP packages that Composer installed.</summary>
/// <remarks>
/// <c>vendor/composer/installed.json</c>: of Composer 1 a list, of Composer 2 an object with <c>packages</c>. Of several licences one may be chosen (Composer documentation, "The composer.json schema").
/// A metapackage has no code; it is not listed. composer.lock says what should be installed, so it is not read.
/// </remarks>
internal sealed class ComposerPackages : Inspector
{
    private const int MaxPackages = 20_000;

    public override InspectorInfo Info { get; } = new("composer", Version: 1)
    {
        Interests = [PathInterest.Name("installed.json")],
        MaxFileSize = 32 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (!entry.Folder.EndsWith("/composer", StringComparison.Ordinal))
            return;
        try
        {
            using var document = Evidence.ParseJson(content);
            var packages = document.RootElement;
            if (packages.ValueKind == JsonValueKind.Object && !packages.TryGetProperty("packages", out packages))
                packages = default;
            if (packages.ValueKind != JsonValueKind.Array)
            {
                sink.Gap(GapCodes.PackageEvidence, entry.Path, "The file of installed packages has no list of packages.");
                return;
            }

            foreach (var package in packages.EnumerateArray().Take(MaxPackages))
                Read(entry, package, sink);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The file of installed packages is no JSON: {exception.Message}");
        }
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var packages = facts.Visible<ComposerPackageFact>().ToList();
        var installed = new InstalledPackages();
        foreach (var package in packages)
            installed.Add(package.Path, package.Fact.Name.ToLowerInvariant(), PurlOf(package.Fact));
        foreach (var (fact, path, layer, _) in packages)
            report.Packages.Add(fact.ToPackage(PurlOf(fact), path, layer, installed.Find(path, fact.Requires.Select(static r => r.ToLowerInvariant())), report));
    }

    // The purl specification: vendor and name are in lower case.
    private static PackageUrl PurlOf(ComposerPackageFact fact)
    {
        var name = fact.Name.ToLowerInvariant();
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return new PackageUrl { Type = "composer", Namespace = slash > 0 ? name[..slash] : null, Name = name[(slash + 1)..], Version = fact.Version };
    }

    private static void Read(LayerEntry entry, JsonElement package, LayerSink sink)
    {
        if (package.Text("type") == "metapackage")
            return;
        if (Evidence.NameOf(package.Text("name")) is not { } name || Evidence.NameOf(package.Text("version")) is not { } version)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, "A package of the list does not state its name and version.");
            return;
        }

        sink.Add(new ComposerPackageFact
        {
            Path = entry.Path,
            Name = name,
            Version = version,
            Licenses = LicenseExpression.NormaliseAll([string.Join(" OR ", package.Texts("license").Take(20).Select(static l => l.Contains(' ', StringComparison.Ordinal) && !l.StartsWith('(') ? $"({l})" : l))]),
            // "php", "ext-json" and the like are no packages of the list, so they resolve to none.
            Requires = [.. package.Keys("require")],
            Supplier = package.TryGetProperty("authors", out var authors) && authors.ValueKind == JsonValueKind.Array && authors.GetArrayLength() > 0 ? Evidence.NameOf(authors[0].Text("name")) : null,
        });
    }
}

/// <summary>An installed package of Composer.</summary>
internal sealed record ComposerPackageFact : PackageFact;
