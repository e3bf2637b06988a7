using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Which distribution the image is built on.</summary>
/// <remarks>os-release(5): /etc/os-release takes precedence over /usr/lib/os-release.</remarks>
internal sealed class OsRelease : Inspector
{
    private const string Local = "etc/os-release";
    private const string Vendor = "usr/lib/os-release";

    public override InspectorInfo Info { get; } = new("os-release", Version: 1)
    {
        Interests = [PathInterest.File(Local), PathInterest.File(Vendor)],
        MaxFileSize = 1 << 20,
        GapCode = GapCodes.OperatingSystem,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink) =>
        sink.Add(new OsReleaseFact { Path = entry.Path, Values = Read(Encoding.UTF8.GetString(content.Span)) });

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var files = facts.Visible<OsReleaseFact>().ToList();
        if (files.Count == 0)
            return;
        // A local file is often a link to the vendor's; only one that is a file of its own was offered.
        var chosen = files.FindIndex(static f => f.Path == Local) is var local and >= 0 ? files[local] : files[0];
        var values = chosen.Fact.Values;
        report.OperatingSystem = new OperatingSystemRelease
        {
            Id = values.GetValueOrDefault("ID", "linux"),
            VersionId = values.GetValueOrDefault("VERSION_ID"),
            VersionCodename = values.GetValueOrDefault("VERSION_CODENAME"),
            PrettyName = values.GetValueOrDefault("PRETTY_NAME"),
            IdLike = values.GetValueOrDefault("ID_LIKE", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Path = chosen.Path,
        };
    }

    // Assignments of a shell: NAME=value, NAME='value', NAME="value" with backslashes.
    private static Dictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] != '#')
                values[line[..equals]] = Unquote(line[(equals + 1)..]);
        }

        return values;
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
            return value;
        var inner = value[1..^1];
        if (value[0] == '\'')
            return inner;
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
            text.Append(inner[i] == '\\' && i + 1 < inner.Length ? inner[++i] : inner[i]);
        return text.ToString();
    }
}

/// <summary>What an os-release file says.</summary>
internal sealed record OsReleaseFact : LayerFact
{
    public required Dictionary<string, string> Values { get; init; }
}
