using System.Text.Json;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Packages that conda, mamba or micromamba installed.</summary>
/// <remarks>conda documentation, "Package metadata": one file <c>conda-meta/name-version-build.json</c> for each package of an environment.</remarks>
internal sealed class CondaPackages : Inspector
{
    public override InspectorInfo Info { get; } = new("conda", Version: 1)
    {
        Interests = [PathInterest.Extension(".json")],
        MaxFileSize = null,
    };

    // Only .json files of conda-meta are read; they list every file of the package, so they can be large.
    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) =>
        entry.Folder.EndsWith("conda-meta", StringComparison.Ordinal) && entry.Name.Contains('-', StringComparison.Ordinal) ? new Scanner(entry, sink) : null;

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var packages = facts.Visible<CondaPackageFact>().ToList();
        var installed = new InstalledPackages();
        foreach (var package in packages)
            installed.Add(FolderOf(package.Path), package.Fact.Name, PurlOf(package.Fact));
        foreach (var (fact, path, layer, _) in packages)
            report.Packages.Add(fact.ToPackage(PurlOf(fact), path, layer, installed.Find(FolderOf(path), fact.Requires), report));
    }

    private static string FolderOf(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    private static PackageUrl PurlOf(CondaPackageFact fact) => new()
    {
        Type = "conda",
        Name = fact.Name.ToLowerInvariant(),
        Version = fact.Version,
        Qualifiers = [new("build", fact.Build ?? ""), new("channel", fact.Channel ?? ""), new("subdir", fact.Subfolder ?? ""), new("type", fact.ArchiveType ?? "")],
    };

    private static void Read(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        try
        {
            using var document = Evidence.ParseJson(content);
            var package = document.RootElement;
            if (Evidence.NameOf(package.Text("name")) is not { } name || Evidence.NameOf(package.Text("version")) is not { } version)
            {
                sink.Gap(GapCodes.PackageEvidence, entry.Path, "The record of an installed package does not state its name and version.");
                return;
            }

            var file = package.Text("fn") ?? "";
            sink.Add(new CondaPackageFact
            {
                Path = entry.Path,
                Name = name,
                Version = version,
                Build = Evidence.NameOf(package.Text("build")),
                Channel = ChannelOf(package.Text("channel"), package.Text("subdir")),
                Subfolder = Evidence.NameOf(package.Text("subdir")),
                ArchiveType = file.EndsWith(".conda", StringComparison.Ordinal) ? "conda" : file.EndsWith(".tar.bz2", StringComparison.Ordinal) ? "tar.bz2" : null,
                Licenses = LicenseExpression.NormaliseAll([package.Text("license")]),
                Requires = [.. package.Texts("depends").Select(static d => Evidence.NameOf(d.Split(' ')[0])).OfType<string>()],
            });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The record of an installed package is no JSON: {exception.Message}");
        }
    }

    // "https://repo.anaconda.com/pkgs/main/linux-64", "conda-forge/linux-64" or "conda-forge".
    private static string? ChannelOf(string? channel, string? subfolder)
    {
        var parts = (channel ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var last = parts.Length > 1 && parts[^1] == subfolder ? parts.Length - 2 : parts.Length - 1;
        return last >= 0 ? Evidence.NameOf(parts[last]) : null;
    }

    private sealed class Scanner(LayerEntry entry, LayerSink sink) : ContentScanner
    {
        private const int MaxSize = 16 << 20;

        private readonly MemoryStream _bytes = new();

        public override void Read(ReadOnlySpan<byte> bytes)
        {
            if (_bytes.Length <= MaxSize)
                _bytes.Write(bytes);
        }

        public override void Complete()
        {
            if (_bytes.Length > MaxSize)
                sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The record of an installed package is larger than {MaxSize:N0} bytes.");
            else
                CondaPackages.Read(entry, _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length), sink);
        }
    }
}

/// <summary>An installed package of conda.</summary>
internal sealed record CondaPackageFact : PackageFact
{
    public string? Build { get; init; }

    public string? Channel { get; init; }

    /// <summary>The platform's folder of the channel: <c>linux-64</c>, <c>noarch</c>.</summary>
    public string? Subfolder { get; init; }

    /// <summary><c>conda</c> or <c>tar.bz2</c>.</summary>
    public string? ArchiveType { get; init; }
}
