using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Which distribution the image is built on.</summary>
/// <remarks>
/// os-release(5): /etc/os-release takes precedence over /usr/lib/os-release. Images without either have the file of their family (<see cref="ReleaseFiles"/>).
/// An image that tells no distribution and has no package database is built from scratch: nothing is missing.
/// </remarks>
internal sealed class OsRelease : Inspector
{
    private const string Local = "etc/os-release";
    private const string Vendor = "usr/lib/os-release";

    public override InspectorInfo Info { get; } = new("os-release", Version: 2)
    {
        // The local file is a link to the vendor's, or to one of several in a folder beside it: the link has no content, so what it may lead to is read.
        Interests = [PathInterest.File(Local), PathInterest.File(Vendor), PathInterest.Folder("usr/lib/os.release.d"), .. ReleaseFiles.Paths.Select(PathInterest.File)],
        MaxFileSize = 1 << 20,
        GapCode = GapCodes.OperatingSystem,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        var text = Encoding.UTF8.GetString(content.Span);
        var values = ReleaseFiles.Paths.Contains(entry.Path) ? ReleaseFiles.Read(entry.Path, text) : ShellAssignments.Read(text);
        if (values.Count > 0)
            sink.Add(new OsReleaseFact { Path = entry.Path, Values = values });
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var files = facts.Visible<OsReleaseFact>().ToList();
        foreach (var path in ReleaseFiles.Paths.Prepend(Vendor).Prepend(Local))
        {
            if (facts.View.Find(path) is not { } file || files.FindIndex(f => f.Path == file.Path) is not (var index and >= 0))
                continue;
            report.OperatingSystem = ReleaseOf(files[index].Fact.Values, file.Path);
            return;
        }
    }

    private static OperatingSystemRelease ReleaseOf(Dictionary<string, string> values, string path) => new()
    {
        Id = values.GetValueOrDefault("ID", "linux"),
        VersionId = values.GetValueOrDefault("VERSION_ID"),
        VersionCodename = values.GetValueOrDefault("VERSION_CODENAME"),
        PrettyName = values.GetValueOrDefault("PRETTY_NAME"),
        IdLike = values.GetValueOrDefault("ID_LIKE", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Path = path,
    };
}

/// <summary>What a file that tells the distribution says, with the names of os-release(5).</summary>
internal sealed record OsReleaseFact : LayerFact
{
    public required Dictionary<string, string> Values { get; init; }
}
