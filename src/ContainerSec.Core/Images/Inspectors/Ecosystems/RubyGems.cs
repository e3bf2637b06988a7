using System.Text;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Installed gems.</summary>
/// <remarks>
/// RubyGems writes a specification of each installed gem into <c>specifications</c>, of those that come with Ruby into <c>specifications/default</c>: Ruby code, always of the same form
/// (Gem::Specification#to_ruby). Only literals of that form are read; nothing is evaluated. Gemspecs beside sources are not installed gems.
/// </remarks>
internal sealed class RubyGems : Inspector
{
    public override InspectorInfo Info { get; } = new("rubygems", Version: 1)
    {
        Interests = [PathInterest.Extension(".gemspec")],
        MaxFileSize = 4 << 20,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (!entry.Folder.EndsWith("/specifications", StringComparison.Ordinal) && !entry.Folder.EndsWith("/specifications/default", StringComparison.Ordinal))
            return;
        var specification = Specification.Read(Encoding.UTF8.GetString(content.Span));
        if (specification.Name is null || specification.Version is null)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, "The specification of an installed gem does not state its name and version in the form that RubyGems writes.");
            return;
        }

        sink.Add(new RubyGemFact
        {
            Path = entry.Path,
            Name = specification.Name,
            Version = specification.Version,
            Platform = specification.Platform is "ruby" ? null : specification.Platform,
            Licenses = LicenseExpression.NormaliseAll(specification.Licenses),
            Requires = specification.Requires,
            Supplier = specification.Author,
        });
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var gems = facts.Visible<RubyGemFact>().ToList();
        var installed = new InstalledPackages();
        foreach (var gem in gems)
            installed.Add(FolderOf(gem.Path), gem.Fact.Name, PurlOf(gem.Fact));
        foreach (var (fact, path, layer, _) in gems)
            report.Packages.Add(fact.ToPackage(PurlOf(fact), path, layer, installed.Find(FolderOf(path), fact.Requires), report));
    }

    private static string FolderOf(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    private static PackageUrl PurlOf(RubyGemFact fact) => new()
    {
        Type = "gem",
        Name = fact.Name,
        Version = fact.Version,
        Qualifiers = fact.Platform is { } platform ? [new("platform", platform)] : [],
    };

    /// <summary>The statements of a specification that matter here.</summary>
    private sealed class Specification
    {
        private const int MaxLines = 20_000;

        // Before RubyGems 3.2, what an old version shall read instead follows: there every dependency is one for running.
        private bool _isForOldVersions;

        public string? Name { get; private set; }

        public string? Version { get; private set; }

        public string? Platform { get; private set; }

        public string? Author { get; private set; }

        public List<string> Licenses { get; } = [];

        public List<string> Requires { get; } = [];

        public static Specification Read(string text)
        {
            var specification = new Specification();
            var lines = 0;
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (++lines > MaxLines)
                    break;
                specification.Take(line.Trim());
            }

            return specification;
        }

        private void Take(ReadOnlySpan<char> line)
        {
            // "# stub: nokogiri 1.16.2 x86_64-linux lib"
            if (line.StartsWith("# stub: ") && Name is null)
            {
                var parts = line[8..].ToString().Split(' ');
                if (parts.Length >= 3)
                    (Name, Version, Platform) = (Evidence.NameOf(parts[0]), Evidence.NameOf(parts[1]), Evidence.NameOf(parts[2]));
                return;
            }

            if (line.SequenceEqual("else") || line.SequenceEqual("end"))
                _isForOldVersions = line.SequenceEqual("else");
            if (!line.StartsWith("s.") || _isForOldVersions)
                return;
            var statement = line[2..];
            if (statement.StartsWith("name ="))
                Name ??= First(statement);
            else if (statement.StartsWith("version ="))
                Version ??= First(statement);
            else if (statement.StartsWith("platform ="))
                Platform ??= First(statement);
            else if (statement.StartsWith("authors ="))
                Author ??= First(statement);
            else if (statement.StartsWith("license =") || statement.StartsWith("licenses ="))
                Licenses.AddRange(Literals(statement));
            else if (statement.StartsWith("add_runtime_dependency(") || statement.StartsWith("add_dependency("))
                Require(First(statement));
        }

        private void Require(string? name)
        {
            if (name is not null && Requires.Count < 2000 && !Requires.Contains(name))
                Requires.Add(name);
        }

        private static string? First(ReadOnlySpan<char> statement) => Evidence.NameOf(Literals(statement).FirstOrDefault());

        // Texts in double quotes and in %q<…>, %q(…): what Ruby's inspect and to_ruby write.
        private static List<string> Literals(ReadOnlySpan<char> statement)
        {
            var literals = new List<string>();
            for (var i = 0; i < statement.Length && literals.Count < 50; i++)
            {
                if (statement[i] is '"')
                    literals.Add(Quoted(statement, ref i));
                else if (statement[i..].StartsWith("%q<") || statement[i..].StartsWith("%q("))
                    literals.Add(Percent(statement, ref i));
            }

            return literals;
        }

        private static string Quoted(ReadOnlySpan<char> statement, ref int at)
        {
            var text = new StringBuilder();
            for (at++; at < statement.Length && statement[at] != '"'; at++)
            {
                if (statement[at] == '\\' && at + 1 < statement.Length)
                    at++;
                text.Append(statement[at]);
            }

            return text.ToString();
        }

        private static string Percent(ReadOnlySpan<char> statement, ref int at)
        {
            var close = statement[at + 2] == '<' ? '>' : ')';
            var rest = statement[(at + 3)..];
            var length = rest.IndexOf(close);
            if (length < 0)
                length = rest.Length;
            at += 3 + length;
            return rest[..length].ToString();
        }
    }
}

/// <summary>An installed gem.</summary>
internal sealed record RubyGemFact : PackageFact
{
    /// <summary>Null for one that runs on every Ruby.</summary>
    public string? Platform { get; init; }
}
