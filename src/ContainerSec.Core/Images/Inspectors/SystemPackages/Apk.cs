using System.Text;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors;

/// <summary>Packages of Alpine, Wolfi and their relatives.</summary>
/// <remarks>
/// The database of apk-tools: a paragraph a package, a letter a field. P name, V version, A architecture, L licence, o origin (the source package), m maintainer, D dependencies, p what it provides;
/// F a folder, R a file in it. Newer releases keep it below <c>usr</c>.
/// </remarks>
internal sealed class Apk : Inspector
{
    private const int MaxNames = 2000;

    public override InspectorInfo Info { get; } = new("apk", Version: 1)
    {
        Interests = [PathInterest.File("lib/apk/db/installed"), PathInterest.File("usr/lib/apk/db/installed")],
        MaxFileSize = 64 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        var packages = new List<(SystemPackageFact Fact, FileListing Files)>();
        var paragraph = new Paragraph();
        foreach (var line in new ByteLines(content.Span))
        {
            if (line.IsEmpty)
            {
                Add(entry, paragraph, packages, sink);
                paragraph = new Paragraph();
            }
            else if (line.Length > 1 && line[1] == ':')
            {
                paragraph.Read((char)line[0], line[2..]);
            }
        }

        Add(entry, paragraph, packages, sink);
        // All packages that can be meant are in the same file, so what needs what is found out here: names of libraries and commands are not kept.
        var graph = new DependencyGraph(packages.ConvertAll(static p => p.Fact));
        for (var i = 0; i < packages.Count; i++)
        {
            var needs = graph.NeedsOf(i).Select(n => packages[n].Fact.Name).Distinct(StringComparer.Ordinal).ToList();
            sink.Add(packages[i].Fact with { Provides = null, Requires = needs.Count == 0 ? null : needs });
            if (!packages[i].Files.IsEmpty)
                sink.Add(new PackageFilesFact { Path = entry.Path, Package = packages[i].Fact.Identity, Files = packages[i].Files.ToString() });
        }
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report) => SystemPackages.Conclude("apk", facts, report);

    private static void Add(LayerEntry entry, Paragraph paragraph, List<(SystemPackageFact Fact, FileListing Files)> packages, LayerSink sink)
    {
        // One more than may be told, so that what is left out is told to be.
        if (paragraph.IsEmpty || packages.Count > sink.Budgets.MaxFacts)
            return;
        if (paragraph['P'] is not { Length: > 0 } name || paragraph['V'] is not { Length: > 0 } version)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, "A paragraph of the apk database has no name (P) or version (V); that package is not listed.");
            return;
        }

        var license = LicenseExpression.Normalise(paragraph['L']);
        packages.Add((new SystemPackageFact
        {
            Path = entry.Path,
            Type = "apk",
            Name = name,
            Version = version,
            Architecture = paragraph['A'],
            SourceName = paragraph['o'] is { Length: > 0 } origin && origin != name ? origin : null,
            Supplier = paragraph['m'],
            Licenses = license.Length == 0 ? null : [license],
            Requires = Names(paragraph['D']),
            Provides = Names(paragraph['p']),
        }, paragraph.Files));
    }

    // "musl>=1.2 so:libcrypto.so.3 !conflict foo@edge" -> "musl", "so:libcrypto.so.3", "foo"
    private static List<string> Names(string? relations) =>
    [
        .. (relations ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxNames).Where(static r => r[0] != '!')
            .Select(static r => r.AsSpan().IndexOfAny("<>=~@") is var end and >= 0 ? r[..end] : r).Where(static r => r.Length > 0),
    ];

    private sealed class Paragraph
    {
        private const int MaxValue = 64 << 10;

        private readonly Dictionary<char, string> _fields = [];
        private string _folder = "";

        public bool IsEmpty => _fields.Count == 0;

        public FileListing Files { get; } = new();

        public string? this[char name] => _fields.GetValueOrDefault(name);

        public void Read(char name, ReadOnlySpan<byte> bytes)
        {
            var value = Encoding.UTF8.GetString(bytes.Length > MaxValue ? bytes[..MaxValue] : bytes);
            if (name == 'F')
                _folder = value.Trim('/');
            // Below etc are the files that administrators change: apk protects them from being overwritten.
            else if (name == 'R' && _folder != "etc" && !_folder.StartsWith("etc/", StringComparison.Ordinal))
                Files.Add(_folder, value);
            else if (name is 'P' or 'V' or 'A' or 'L' or 'o' or 'm' or 'D' or 'p')
                _fields[name] = value;
        }
    }
}
