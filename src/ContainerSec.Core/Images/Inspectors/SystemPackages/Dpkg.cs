using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Packages of Debian, Ubuntu and their derivatives.</summary>
/// <remarks>
/// dpkg(1), "Package states": the third word of Status tells what is on disk, whatever is wished for it in the first.
/// deb-control(5) for the fields. Images without dpkg (distroless) have <c>status.d</c>, one file a package, with no Status at all, or a <see cref="ChiselManifest"/>.
/// </remarks>
internal sealed class Dpkg : Inspector
{
    private const string Database = "var/lib/dpkg/status";
    private const string Split = "var/lib/dpkg/status.d";
    private const string Lists = "var/lib/dpkg/info";
    private const string Documents = "usr/share/doc/";
    private const int MaxNames = 2000;

    private static readonly string[] Fields = ["Package", "Status", "Version", "Architecture", "Source", "Maintainer", "Depends", "Pre-Depends", "Provides"];

    public override InspectorInfo Info { get; } = new("dpkg", Version: 1)
    {
        Interests = [PathInterest.File(Database), PathInterest.Folder(Split), PathInterest.File(ChiselManifest.Path), PathInterest.Extension(".md5sums"), PathInterest.Name("copyright")],
        MaxFileSize = 64 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (entry.Path.EndsWith(".md5sums", StringComparison.Ordinal))
            InspectSums(entry, content.Span, sink);
        else if (entry.Name == "copyright")
            InspectLicense(entry, content.Span, sink);
        else if (entry.Path == ChiselManifest.Path)
            ChiselManifest.Read(entry, content, sink);
        else
            ControlStanza.Read(content.Span, Fields, fields => AddPackage(entry, fields, sink));
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var licenses = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var file in facts.Visible<CopyrightFact>())
            licenses[file.Path] = file.Fact.Licenses;
        // The folder is often a link to that of another package of the same source.
        SystemPackages.Conclude("deb", facts, report, package =>
            facts.View.Find($"{Documents}{package.Name}/copyright") is { } file && licenses.TryGetValue(file.Path, out var found) ? found : []);
    }

    private static void AddPackage(LayerEntry entry, Dictionary<string, string> fields, LayerSink sink)
    {
        var name = fields.GetValueOrDefault("Package", "");
        if (!IsInstalled(entry, name, fields, sink))
            return;
        var version = fields.GetValueOrDefault("Version", "");
        if (name.Length == 0 || version.Length == 0)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"A paragraph has no {(name.Length == 0 ? "Package" : $"Version of the package '{Shortened(name)}'")}; that package is not listed.");
            return;
        }

        var (source, sourceVersion) = SourceOf(fields.GetValueOrDefault("Source", ""));
        var requires = Names(fields.GetValueOrDefault("Pre-Depends", "") + "," + fields.GetValueOrDefault("Depends", ""));
        var provides = Names(fields.GetValueOrDefault("Provides", ""));
        sink.Add(new SystemPackageFact
        {
            Path = entry.Path,
            Type = "deb",
            Name = name,
            Version = version,
            Architecture = fields.GetValueOrDefault("Architecture"),
            SourceName = source == name ? null : source,
            SourceVersion = sourceVersion == version ? null : sourceVersion,
            Supplier = fields.GetValueOrDefault("Maintainer"),
            Requires = requires.Count == 0 ? null : requires,
            Provides = provides.Count == 0 ? null : provides,
        });
    }

    // Status: want flag state. "deinstall ok installed" is on disk, "install ok config-files" is not.
    private static bool IsInstalled(LayerEntry entry, string name, Dictionary<string, string> fields, LayerSink sink)
    {
        if (!fields.TryGetValue("Status", out var status))
            return entry.Path != Database;
        var words = status.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        switch (words.Length >= 3 ? words[2] : "")
        {
            // Waiting for a trigger is what a configured package does.
            case "installed" or "triggers-awaited" or "triggers-pending":
                return true;
            case "unpacked" or "half-configured" or "half-installed":
                sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The installation of the package '{Shortened(name)}' broke off (state '{words[2]}'): it is not listed, and some or all of its files may be there.");
                return false;
            default:
                return false;
        }
    }

    // "openssl", "gcc-12 (12.2.0-14)"
    private static (string? Name, string? Version) SourceOf(string source)
    {
        if (source.Length == 0)
            return (null, null);
        var open = source.IndexOf('(', StringComparison.Ordinal);
        var close = source.LastIndexOf(')');
        return open > 0 && close > open ? (source[..open].Trim(), source[(open + 1)..close].Trim()) : (source, null);
    }

    // "libc6 (>= 2.36), debconf (>= 0.5) | debconf-2.0, python3:any" -> "libc6", "debconf|debconf-2.0", "python3"
    private static List<string> Names(string relations)
    {
        var names = new List<string>();
        foreach (var relation in relations.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxNames))
        {
            var alternatives = relation.Split('|').Select(static a => a.Trim()).Select(static a => a[..(a.AsSpan().IndexOfAny(" \t\n(:[") is var end and >= 0 ? end : a.Length)]);
            if (string.Join('|', alternatives.Where(static a => a.Length > 0)) is { Length: > 0 } name)
                names.Add(name);
        }

        return names;
    }

    // "d41d8cd98f00b204e9800998ecf8427e  usr/bin/bash": everything but configuration files, which dpkg keeps in the status.
    private static void InspectSums(LayerEntry entry, ReadOnlySpan<byte> content, LayerSink sink)
    {
        if (entry.Folder is not (Lists or Split))
            return;
        var files = new FileListing();
        foreach (var line in new ByteLines(content))
        {
            if (line.Length > 34 && line[32] == ' ')
                files.Add(Encoding.UTF8.GetString(line[34..]).TrimStart('/'));
        }

        if (!files.IsEmpty)
            sink.Add(new PackageFilesFact { Path = entry.Path, Files = files.ToString() });
    }

    private static void InspectLicense(LayerEntry entry, ReadOnlySpan<byte> content, LayerSink sink)
    {
        if (entry.Path.StartsWith(Documents, StringComparison.Ordinal) && DebianCopyright.Read(content) is { Count: > 0 } licenses)
            sink.Add(new CopyrightFact { Path = entry.Path, Licenses = licenses });
    }

    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100] + "…";
}

/// <summary>The licences that a Debian package's copyright file names.</summary>
internal sealed record CopyrightFact : LayerFact
{
    public required IReadOnlyList<string> Licenses { get; init; }
}
