using System.Text;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Installed Python distributions.</summary>
/// <remarks>
/// Python Packaging User Guide, "Recording installed projects" and "Core metadata": <c>*.dist-info/METADATA</c>, and of setuptools <c>*.egg-info</c> as a file or folder and <c>EGG-INFO</c>.
/// Those of distributions that an OS package brought are reported too, marked so: pip sees them, and their advisories are the OS's.
/// </remarks>
internal sealed class PythonPackages : Inspector
{
    private const int MaxHeaders = 20_000;

    public override InspectorInfo Info { get; } = new("python", Version: 1)
    {
        Interests = [PathInterest.Name("METADATA"), PathInterest.Name("PKG-INFO"), PathInterest.Extension(".egg-info")],
        MaxFileSize = 4 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (!IsInstalled(entry))
            return;
        var metadata = Metadata.Read(content.Span);
        if (metadata.Name is null || metadata.Version is null)
        {
            // Debian leaves empty ones of some modules that are no distributions.
            if (content.Length > 0)
                sink.Gap(GapCodes.PackageEvidence, entry.Path, "The metadata of a Python distribution does not state its name and version.");
            return;
        }

        sink.Add(new PythonPackageFact
        {
            Path = entry.Path,
            Name = metadata.Name,
            Version = metadata.Version,
            Licenses = metadata.Licenses(),
            Requires = metadata.Requires,
            Supplier = metadata.Author,
        });
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var packages = facts.Visible<PythonPackageFact>().ToList();
        var installed = new InstalledPackages();
        foreach (var package in packages)
            installed.Add(FolderOf(package.Path), Normalise(package.Fact.Name), PurlOf(package.Fact));
        foreach (var (fact, path, layer, _) in packages)
            report.Packages.Add(fact.ToPackage(PurlOf(fact), path, layer, installed.Find(FolderOf(path), fact.Requires.Select(Normalise)), report));
    }

    // purl's definition of the type pypi: lower case, '_' is '-'; a dot stays.
    private static PackageUrl PurlOf(PythonPackageFact fact) => new() { Type = "pypi", Name = fact.Name.ToLowerInvariant().Replace('_', '-'), Version = fact.Version };

    // How names are compared, PEP 503: lower case, runs of '-', '_' and '.' are one '-'.
    private static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is not ('-' or '_' or '.'))
                text.Append(char.ToLowerInvariant(c));
            else if (text.Length == 0 || text[^1] != '-')
                text.Append('-');
        }

        return text.ToString();
    }

    // The folder that is on sys.path: above the metadata's own.
    private static string FolderOf(string path)
    {
        var folder = path[..Math.Max(path.LastIndexOf('/'), 0)];
        return path.EndsWith(".egg-info", StringComparison.Ordinal) ? folder : folder[..Math.Max(folder.LastIndexOf('/'), 0)];
    }

    // Wheels are unpacked with their dist-info wherever they are installed; egg-info also lies beside sources, so it counts only where Python looks for it.
    private static bool IsInstalled(LayerEntry entry)
    {
        var (folder, name) = (entry.Folder, entry.Name);
        var isMetadata = name switch
        {
            "METADATA" => folder.EndsWith(".dist-info", StringComparison.Ordinal),
            "PKG-INFO" => (folder.EndsWith(".egg-info", StringComparison.Ordinal) && IsOnPath(FolderOf(entry.Path))) || folder.EndsWith(".egg/EGG-INFO", StringComparison.Ordinal),
            _ => IsOnPath(folder),
        };
        return isMetadata && !IsTestData(folder);
    }

    private static bool IsOnPath(string folder) => folder.EndsWith("site-packages", StringComparison.Ordinal) || folder.EndsWith("dist-packages", StringComparison.Ordinal) || folder.EndsWith("/_vendor", StringComparison.Ordinal);

    private static bool IsTestData(string folder) =>
        folder.Split('/').SkipWhile(static p => p is not ("site-packages" or "dist-packages")).Any(static p => p is "test" or "tests" or "testing" or "fixtures");

    /// <summary>The headers of core metadata that matter here.</summary>
    private sealed class Metadata
    {
        private readonly List<string> _classifiers = [];
        private string? _expression;
        private string? _license;

        public string? Name { get; private set; }

        public string? Version { get; private set; }

        public string? Author { get; private set; }

        public List<string> Requires { get; } = [];

        // The form of mail headers: a line that begins with a blank goes on, an empty one ends them.
        public static Metadata Read(ReadOnlySpan<byte> bytes)
        {
            var metadata = new Metadata();
            var (name, value) = ("", new StringBuilder());
            var lines = 0;
            foreach (var line in Encoding.UTF8.GetString(bytes).AsSpan().EnumerateLines())
            {
                if (line.IsEmpty || ++lines > MaxHeaders)
                    break;
                if (line[0] is ' ' or '\t')
                {
                    value.Append('\n').Append(line.Trim());
                    continue;
                }

                metadata.Take(name, value.ToString());
                var colon = line.IndexOf(':');
                name = colon > 0 ? line[..colon].ToString() : "";
                value.Clear().Append(line[(colon + 1)..].Trim());
            }

            metadata.Take(name, value.ToString());
            return metadata;
        }

        // What is stated most exactly counts.
        public IReadOnlyList<string> Licenses()
        {
            if (_expression is not null)
                return LicenseExpression.NormaliseAll([_expression]);
            var free = LicenseExpression.Normalise(_license);
            if (free.Length > 0 && !free.StartsWith("LicenseRef-", StringComparison.Ordinal))
                return [free];
            var classified = LicenseExpression.NormaliseAll(_classifiers);
            return classified.Any(static l => !l.StartsWith("LicenseRef-", StringComparison.Ordinal)) || free.Length == 0 ? classified : [free];
        }

        private void Take(string name, string value)
        {
            switch (name.ToUpperInvariant())
            {
                case "NAME":
                    Name ??= Evidence.NameOf(value);
                    break;
                case "VERSION":
                    Version ??= Evidence.NameOf(value);
                    break;
                case "AUTHOR":
                    Author ??= Evidence.NameOf(value);
                    break;
                case "LICENSE-EXPRESSION":
                    _expression ??= value;
                    break;
                case "LICENSE":
                    _license ??= value;
                    break;
                case "CLASSIFIER":
                    Classify(value);
                    break;
                case "REQUIRES-DIST":
                    Require(value);
                    break;
            }
        }

        // "License :: OSI Approved :: MIT License"; "License :: OSI Approved" alone names none.
        private void Classify(string value)
        {
            var parts = value.Split("::", StringSplitOptions.TrimEntries);
            if (parts.Length > 1 && parts[0] == "License" && parts[^1] is not ("OSI Approved" or "License") && _classifiers.Count < 20)
                _classifiers.Add(parts[^1]);
        }

        // "requests[socks]>=2.0; python_version < '3.9'"; what only an extra needs is not needed.
        private void Require(string value)
        {
            var marker = value.IndexOf(';', StringComparison.Ordinal);
            if (marker >= 0 && value.AsSpan(marker).Contains("extra", StringComparison.Ordinal))
                return;
            var end = value.AsSpan().IndexOfAny(" ([<>=!~;");
            if (Evidence.NameOf(end >= 0 ? value[..end] : value) is { } name && Requires.Count < 2000)
                Requires.Add(name);
        }
    }
}

/// <summary>An installed distribution of Python.</summary>
internal sealed record PythonPackageFact : PackageFact;
