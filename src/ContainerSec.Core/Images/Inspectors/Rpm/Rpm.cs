using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Packages of Fedora, Red Hat, SUSE, Amazon, Azure Linux and their relatives.</summary>
/// <remarks>
/// rpm's database has had three forms, all with the same header for a package: Berkeley DB (<c>Packages</c>), its own (<c>Packages.db</c>), SQLite (<c>rpmdb.sqlite</c>).
/// Distroless images of Azure Linux have a list in its place: <c>container-manifest-2</c>.
/// </remarks>
internal sealed class Rpm : Inspector
{
    private const string Manifest = "var/lib/rpmmanifest/container-manifest-2";

    private static readonly string[] s_folders = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"];
    private static readonly string[] s_files = ["rpmdb.sqlite", "Packages.db", "Packages"];

    public override InspectorInfo Info { get; } = new("rpm", Version: 1)
    {
        Interests = [.. s_folders.SelectMany(static folder => s_files.Select(file => PathInterest.File($"{folder}/{file}"))), PathInterest.File(Manifest)],
        MaxFileSize = 512 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (entry.Path == Manifest)
        {
            RpmManifest.Read(entry, content.Span, sink);
            return;
        }

        if (content.IsEmpty)
            return;
        var headers = new List<RpmHeader>();
        var unreadable = 0;
        try
        {
            foreach (var blob in BlobsOf(entry.Name, content))
            {
                // One more than may be told, so that what is left out is told to be.
                if (headers.Count > sink.Budgets.MaxFacts)
                    break;
                if (RpmHeader.Read(blob) is { } header)
                    headers.Add(header);
                else
                    unreadable++;
            }
        }
        catch (DatabaseFormatException exception)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The rpm database cannot be read to its end: {exception.Message}. {headers.Count:N0} packages before that are listed.");
        }

        if (unreadable > 0)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"{unreadable:N0} packages of the rpm database have a damaged header; they are not listed.");
        RpmPackages.Add(entry.Path, headers, sink);
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        foreach (var folder in s_folders)
        {
            if (facts.View.Find($"{folder}/rpmdb.sqlite-wal") is { Size: > 0 } log)
                report.Gaps.Add(new Gap { Code = GapCodes.PackageEvidence, Layer = log.Layer, Path = log.Path, Message = "The rpm database has changes that were not yet written into it (SQLite's write-ahead log); packages that were installed or removed last may be told wrongly." });
        }

        SystemPackages.Conclude("rpm", facts, report);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> BlobsOf(string name, ReadOnlyMemory<byte> content) => name switch
    {
        "rpmdb.sqlite" => new SqliteTable(content).Blobs("Packages", column: 1),
        "Packages.db" => NdbDatabase.Blobs(content),
        _ => new BerkeleyHash(content).Values(),
    };
}

/// <summary>Reads the list of packages in distroless images of Azure Linux, written by <c>rpm -qa</c>.</summary>
/// <remarks>One package a line, fields separated by tabs: name, version-release, time of installation, time of building, vendor, (none), size, arch, epoch, source file.</remarks>
internal static class RpmManifest
{
    public static void Read(LayerEntry entry, ReadOnlySpan<byte> content, LayerSink sink)
    {
        var unreadable = 0;
        foreach (var line in new ByteLines(content))
        {
            if (line.IsEmpty)
                continue;
            var fields = Encoding.UTF8.GetString(line).Split('\t');
            if (fields.Length < 10 || fields[0].Length == 0 || fields[1].Length == 0)
            {
                unreadable++;
                continue;
            }

            var (source, sourceVersion) = RpmPackages.SourceOf(fields[9] == "(none)" ? null : fields[9]);
            sink.Add(new SystemPackageFact
            {
                Path = entry.Path,
                Type = "rpm",
                Name = fields[0],
                Version = fields[1],
                Epoch = uint.TryParse(fields[8], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var epoch) && epoch > 0 ? epoch : null,
                Architecture = fields[7] == "(none)" ? null : fields[7],
                SourceFile = fields[9] == "(none)" ? null : fields[9],
                SourceName = source == fields[0] ? null : source,
                SourceVersion = sourceVersion == fields[1] ? null : sourceVersion,
                Supplier = fields[4] == "(none)" ? null : fields[4],
            });
        }

        if (unreadable > 0)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"{unreadable:N0} lines of the list of packages have fewer than ten fields; they are not listed.");
    }
}
