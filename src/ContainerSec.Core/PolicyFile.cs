using System.Globalization;
using ContainerSec.Readers;
using ContainerSec.Readers.Text;

namespace ContainerSec;

/// <summary>A <c>containersec.json</c>: which rules are judged, how much each matters, what is waived, what is not read.</summary>
/// <remarks>Its JSON schema is published as <c>docs/containersec.schema.json</c>. Comments are allowed.</remarks>
public sealed record PolicyFile
{
    /// <summary>The name that is looked for in a folder and those above it.</summary>
    public const string FileName = "containersec.json";

    /// <summary>The policy that it describes.</summary>
    public Policy Policy { get; init; } = Policy.Recommended;

    /// <summary>Paths that are not read.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The nearest policy file of a folder or one above it.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <returns>Its path; null when there is none.</returns>
    public static string? Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var path = Path.Combine(current.FullName, FileName);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>Reads a policy file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="profile">A profile that replaces the file's own; null for the file's.</param>
    /// <exception cref="ContainerSecException">The file cannot be read, or holds a mistake: the message names file, line and what to do.</exception>
    public static PolicyFile Load(string path, string? profile = null)
    {
        var (text, error) = Files.TextFile.Read(path, maxSize: 1 << 20);
        return text is null ? throw new ContainerSecException($"{path}: error CSEC0001: {error}") : Parse(text, path, profile);
    }

    /// <summary>Reads the text of a policy file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="profile">A profile that replaces the file's own; null for the file's.</param>
    /// <exception cref="ContainerSecException">The text holds mistakes: the message has a line for each, with file, place and what to do.</exception>
    public static PolicyFile Parse(string json, string path, string? profile = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        var session = new Session(new SourceText(path, json), profile);
        var file = session.Read();
        return session.Problems.Count == 0 ? file : throw new ContainerSecException(string.Join('\n', session.Problems));
    }

    private sealed class Session(SourceText text, string? profile)
    {
        private static readonly string[] RootKeys = ["$schema", "profile", "rules", "waivers", "options", "exclude"];
        private static readonly string[] WaiverKeys = ["rule", "subject", "path", "reason", "expires"];
        private static readonly string[] OptionKeys = ["trustedRegistries", "secretWords", "requiredLabels", "maxImageAgeDays"];
        private static readonly string[] SeverityNames = ["off", "hidden", "info", "warning", "error"];

        public List<ReadProblem> Problems { get; } = [];

        public PolicyFile Read()
        {
            if (JsonReader.Read(text, ReadOptions.Default, Problems) is not YamlMapping root)
            {
                if (Problems.Count == 0)
                    Report(null, "A policy file is a JSON object: { \"profile\": \"recommended\" }.");
                return new PolicyFile();
            }

            CheckKeys(root, RootKeys);
            var policy = ReadProfile(root["profile"]);
            return new PolicyFile
            {
                Policy = policy with
                {
                    Severities = ReadSeverities(root["rules"], policy.Severities),
                    Waivers = [.. ReadWaivers(root["waivers"])],
                    Options = ReadOptionsOf(root["options"]),
                },
                Exclude = TextsOf(root["exclude"]),
            };
        }

        private Policy ReadProfile(YamlNode? node)
        {
            var name = profile ?? node.KnownText() ?? "recommended";
            if (Profiles.Find(name) is { } policy)
                return policy;
            Report(node, $"There is no profile '{name}'.{DidYouMean(Profiles.Suggest(name))}");
            return Policy.Recommended;
        }

        private Dictionary<string, Severity> ReadSeverities(YamlNode? node, IReadOnlyDictionary<string, Severity> own)
        {
            var severities = own.ToDictionary(StringComparer.Ordinal);
            foreach (var (key, value) in EntriesOf(node))
            {
                var rule = RuleOf(key);
                var name = value.KnownText() ?? "";
                if (!SeverityNames.Contains(name))
                    Report(value, $"'{name}' is no severity; write one of {string.Join(", ", SeverityNames)}.");
                else if (rule is not null)
                    severities[rule.Info.Id] = Enum.Parse<Severity>(name, ignoreCase: true);
            }

            return severities;
        }

        private IEnumerable<Waiver> ReadWaivers(YamlNode? node)
        {
            foreach (var item in node is YamlSequence sequence ? sequence.Items : [])
            {
                if (item is not YamlMapping map)
                {
                    Report(item, "A waiver is an object: { \"rule\": …, \"reason\": … }.");
                    continue;
                }

                CheckKeys(map, WaiverKeys);
                var rule = map["rule"] is YamlScalar id ? RuleOf(id) : null;
                if (map["rule"] is not YamlScalar)
                    Report(map, "A waiver names its rule: \"rule\": \"CSEC0601\".");
                var reason = map["reason"].KnownText() ?? "";
                if (string.IsNullOrWhiteSpace(reason))
                    Report(map, "A waiver gives its reason: \"reason\": \"…\".");
                yield return new Waiver
                {
                    Rule = rule?.Info.Id ?? "",
                    Subject = map["subject"].KnownText(),
                    Path = map["path"].KnownText(),
                    Reason = reason,
                    Expires = ReadDay(map["expires"]),
                };
            }
        }

        private DateTime? ReadDay(YamlNode? node)
        {
            if (node.KnownText() is not { } day)
                return null;
            if (DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
                return date;
            Report(node, $"'{day}' is no day; write it as 2027-01-31.");
            return null;
        }

        private PolicyOptions ReadOptionsOf(YamlNode? node)
        {
            if (node is not YamlMapping map)
                return PolicyOptions.Default;
            CheckKeys(map, OptionKeys);
            return new PolicyOptions
            {
                TrustedRegistries = TextsOf(map["trustedRegistries"]),
                SecretWords = TextsOf(map["secretWords"]),
                RequiredLabels = TextsOf(map["requiredLabels"]),
                MaxImageAgeDays = DaysOf(map["maxImageAgeDays"]),
            };
        }

        private int? DaysOf(YamlNode? node)
        {
            if (node is null)
                return null;
            if (node.KnownText() is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0)
                return days;
            Report(node, "A number of days, 1 or more, is expected here.");
            return null;
        }

        private List<string> TextsOf(YamlNode? node)
        {
            var texts = new List<string>();
            foreach (var item in node switch { YamlSequence sequence => sequence.Items, null => [], _ => [node] })
            {
                if (item.KnownText() is { } value)
                    texts.Add(value);
                else
                    Report(item, "A text is expected here.");
            }

            return texts;
        }

        private List<YamlEntry> EntriesOf(YamlNode? node)
        {
            if (node is YamlMapping map)
                return map.Entries;
            if (node is not null)
                Report(node, "An object is expected here: { \"CSEC0601\": \"error\" }.");
            return [];
        }

        private Rule? RuleOf(YamlScalar id)
        {
            var rule = RuleCatalog.Find(id.Value);
            if (rule is null)
                Report(id, $"There is no rule '{id.Value}'.{DidYouMean(RuleCatalog.Suggest(id.Value))}");
            return rule;
        }

        private void CheckKeys(YamlMapping map, string[] known)
        {
            foreach (var (key, _) in map.Entries)
            {
                if (!known.Contains(key.Value))
                    Report(key, $"There is no key '{key.Value}' here.{DidYouMean(NearestName.Find(key.Value, known))}");
            }
        }

        private static string DidYouMean(string? name) => name is null ? "" : $" Did you mean '{name}'?";

        private void Report(YamlNode? node, string message) =>
            Problems.Add(new ReadProblem(ProblemSeverity.Error, message, node?.Origin ?? text.At(0, 0)) { Code = "CSEC0001" });
    }
}
