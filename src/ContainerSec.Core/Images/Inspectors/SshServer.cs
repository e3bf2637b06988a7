using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Whether the image lets in by SSH, and whom.</summary>
/// <remarks>sshd_config(5). A setting is what is said first; <c>Include</c> stands for the files that it names.</remarks>
internal sealed class SshServer : Inspector
{
    private const string Settings = "etc/ssh/sshd_config";
    private const string Folder = "etc/ssh/sshd_config.d";

    private const int MaxStatements = 100;

    private static readonly string[] s_daemons = ["usr/sbin/sshd", "sbin/sshd", "usr/bin/sshd", "usr/local/sbin/sshd", "usr/sbin/dropbear", "usr/bin/dropbear", "usr/local/sbin/dropbear"];
    private static readonly string[] s_asked = ["permitrootlogin", "passwordauthentication", "permitemptypasswords"];

    public override InspectorInfo Info { get; } = new("ssh-server", Version: 1)
    {
        Interests = [PathInterest.File(Settings), PathInterest.Folder(Folder), PathInterest.Name("authorized_keys"), PathInterest.Name("authorized_keys2")],
        MaxFileSize = 1 << 20,
        GapCode = GapCodes.Entry,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        var text = Encoding.UTF8.GetString(content.Span);
        if (entry.Path == Settings || entry.Folder == Folder)
            sink.Add(new SshServerFact { Path = entry.Path, Statements = Read(text) });
        else if (text.Split('\n').Any(static l => l.Trim() is { Length: > 0 } line && line[0] != '#'))
            sink.Add(new AuthorizedKeysFact { Path = entry.Path });
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var keys = facts.Visible<AuthorizedKeysFact>().Select(static k => k.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var daemon = s_daemons.Select(facts.View.Find).FirstOrDefault(static f => f is { Type: EntryType.File or EntryType.HardLink })?.Path;
        if (daemon is null && keys.Count == 0)
            return;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = facts.Visible<SshServerFact>().OrderBy(static f => f.Path, StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(static f => f.Path == Settings))
            Apply(file.Fact, files, settings);
        report.SshDaemon = new SshDaemon
        {
            Path = daemon,
            // The old spelling means the same.
            PermitRootLogin = settings.GetValueOrDefault("permitrootlogin", "prohibit-password") is var root && root == "without-password" ? "prohibit-password" : root,
            PasswordAuthentication = settings.GetValueOrDefault("passwordauthentication", "yes") != "no",
            PermitEmptyPasswords = settings.GetValueOrDefault("permitemptypasswords", "no") == "yes",
            AuthorizedKeys = keys,
        };
    }

    private static void Apply(SshServerFact file, IReadOnlyList<Placed<SshServerFact>> files, Dictionary<string, string> settings)
    {
        foreach (var statement in file.Statements)
        {
            var (keyword, value) = (statement[..statement.IndexOf(' ', StringComparison.Ordinal)], statement[(statement.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (keyword != "include")
                settings.TryAdd(keyword, value.ToLowerInvariant());
            else if (file.Path == Settings && value.Split(' ').Any(static v => v is "/etc/ssh/sshd_config.d/*.conf" or "sshd_config.d/*.conf"))
            {
                foreach (var included in files.Where(static f => f.Path.StartsWith(Folder + "/", StringComparison.Ordinal) && f.Path.EndsWith(".conf", StringComparison.Ordinal)))
                    Apply(included.Fact, files, settings);
            }
        }
    }

    // "PermitRootLogin yes", "PermitRootLogin=yes", "PermitRootLogin \"yes\" # why"
    private static List<string> Read(string text)
    {
        var statements = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var end = line.AsSpan().IndexOfAny(" \t=");
            if (line[0] == '#' || end <= 0)
                continue;
            var keyword = line[..end].ToLowerInvariant();
            // What follows holds for some connections only.
            if (keyword == "match")
                break;
            var value = line[end..].TrimStart(' ', '\t', '=');
            if (keyword == "include" && statements.Count < MaxStatements)
                statements.Add($"include {value}");
            else if (s_asked.Contains(keyword) && value.Split([' ', '\t', '#'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..] && statements.Count < MaxStatements)
                statements.Add($"{keyword} {first.Trim('"')}");
        }

        return statements;
    }
}

/// <summary>The statements of an sshd_config that matter, in their order: keyword in lower case, a space, the value.</summary>
internal sealed record SshServerFact : LayerFact
{
    public required IReadOnlyList<string> Statements { get; init; }
}

/// <summary>A file of keys that are let in, with at least one key.</summary>
internal sealed record AuthorizedKeysFact : LayerFact;
