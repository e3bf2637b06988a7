using System.Globalization;
using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Who can log in, with or without a password, and who becomes root by sudo.</summary>
/// <remarks>passwd(5), shadow(5), group(5), sudoers(5). Of a password only is kept whether there is one: neither the cache nor the report ever holds a hash.</remarks>
internal sealed class Accounts : Inspector
{
    private const string Passwd = "etc/passwd";
    private const string Shadow = "etc/shadow";
    private const string Group = "etc/group";
    private const int MaxLines = 50_000;

    public override InspectorInfo Info { get; } = new("accounts", Version: 1)
    {
        Interests = [PathInterest.File(Passwd), PathInterest.File(Shadow), PathInterest.File(Group), PathInterest.File(Sudoers.MainFile), PathInterest.Folder(Sudoers.Folder)],
        MaxFileSize = 8 << 20,
        GapCode = GapCodes.Entry,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        switch (entry.Path)
        {
            case Passwd:
                sink.Add(new PasswdFact { Path = entry.Path, Accounts = ReadPasswd(content.Span) });
                break;
            case Shadow:
                sink.Add(new ShadowFact { Path = entry.Path, Passwords = ReadShadow(content.Span) });
                break;
            case Group:
                sink.Add(new GroupsFact { Path = entry.Path, Groups = ReadGroups(content.Span) });
                break;
            default:
                sink.Add(new SudoersFact { Path = entry.Path, Lines = Sudoers.Clean(Encoding.UTF8.GetString(content.Span)) });
                break;
        }
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var shadow = facts.Visible<ShadowFact>().Select(static s => s.Fact.Passwords).FirstOrDefault();
        var groups = facts.Visible<GroupsFact>().SelectMany(static g => g.Fact.Groups).ToList();
        var byId = groups.ToLookup(static g => g.GroupId);
        var byMember = groups.SelectMany(static g => g.Members.Select(m => (Member: m, Group: g))).ToLookup(static m => m.Member, static m => m.Group, StringComparer.Ordinal);
        var sudoers = new Sudoers([.. facts.Visible<SudoersFact>().Select(static s => (s.Path, s.Fact.Lines))]);
        foreach (var account in facts.Visible<PasswdFact>().SelectMany(static p => p.Fact.Accounts))
        {
            report.Accounts.Add(new ImageAccount
            {
                Name = account.Name,
                UserId = account.UserId,
                GroupId = account.GroupId,
                Shell = account.Shell,
                Password = PasswordOf(account, shadow),
                IsSudoer = account.UserId != 0 && sudoers.AllowsEverythingWithoutPassword(account, [.. byId[account.GroupId], .. byMember[account.Name]]),
            });
        }

        if (sudoers.IsExhausted)
            report.Gaps.Add(new Gap { Code = GapCodes.Budget, Path = Sudoers.MainFile, Message = "The aliases of sudoers are nested so deeply that it was not found out for all accounts who becomes root." });
    }

    // 'x' says that shadow holds it. With shadow but no line in it nobody gets in by password.
    private static AccountPassword PasswordOf(PasswdLine account, Dictionary<string, AccountPassword>? shadow) =>
        !account.IsInShadow ? account.Password
        : shadow is null ? AccountPassword.Unknown
        : shadow.GetValueOrDefault(account.Name, AccountPassword.Locked);

    // root:x:0:0:root:/root:/bin/bash
    private static List<PasswdLine> ReadPasswd(ReadOnlySpan<byte> content)
    {
        var accounts = new List<PasswdLine>();
        foreach (var line in new ByteLines(content))
        {
            var fields = Encoding.UTF8.GetString(line).Split(':');
            // "+name" asks a directory service.
            if (fields.Length < 4 || fields[0].Length == 0 || fields[0][0] is '#' or '+' or '-' || !TryNumber(fields[2], out var user) || !TryNumber(fields[3], out var group))
                continue;
            accounts.Add(new PasswdLine
            {
                Name = fields[0],
                UserId = user,
                GroupId = group,
                Shell = fields.Length > 6 ? fields[6].Trim() : "",
                IsInShadow = fields[1] == "x",
                Password = KindOf(fields[1]),
            });
            if (accounts.Count == MaxLines)
                break;
        }

        return accounts;
    }

    // root:$6$salt$hash:19000:0:99999:7:::
    private static Dictionary<string, AccountPassword> ReadShadow(ReadOnlySpan<byte> content)
    {
        var passwords = new Dictionary<string, AccountPassword>(StringComparer.Ordinal);
        foreach (var line in new ByteLines(content))
        {
            var fields = Encoding.UTF8.GetString(line).Split(':', 3);
            if (fields.Length >= 2 && fields[0].Length > 0 && passwords.Count < MaxLines)
                passwords.TryAdd(fields[0], KindOf(fields[1]));
        }

        return passwords;
    }

    // sudo:x:27:alice,bob
    private static List<GroupLine> ReadGroups(ReadOnlySpan<byte> content)
    {
        var groups = new List<GroupLine>();
        foreach (var line in new ByteLines(content))
        {
            var fields = Encoding.UTF8.GetString(line).Split(':');
            if (fields.Length >= 3 && fields[0].Length > 0 && TryNumber(fields[2], out var id) && groups.Count < MaxLines)
                groups.Add(new GroupLine { Name = fields[0], GroupId = id, Members = fields.Length > 3 ? fields[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [] });
        }

        return groups;
    }

    // crypt(5): a hash begins with '$' or '_', or is 13 characters of the old DES kind. Everything else fits no password.
    private static AccountPassword KindOf(string field) => field switch
    {
        "" => AccountPassword.Empty,
        ['$' or '_', ..] => AccountPassword.Set,
        { Length: 13 } when field.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/') => AccountPassword.Set,
        _ => AccountPassword.Locked,
    };

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>The accounts of a passwd file.</summary>
internal sealed record PasswdFact : LayerFact
{
    public required IReadOnlyList<PasswdLine> Accounts { get; init; }
}

/// <summary>A line of passwd(5).</summary>
internal sealed record PasswdLine
{
    public required string Name { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    public string Shell { get; init; } = "";

    public bool IsInShadow { get; init; }

    public AccountPassword Password { get; init; }
}

/// <summary>Which accounts of a shadow file have a password.</summary>
internal sealed record ShadowFact : LayerFact
{
    public required Dictionary<string, AccountPassword> Passwords { get; init; }
}

/// <summary>The groups of a group file.</summary>
internal sealed record GroupsFact : LayerFact
{
    public required IReadOnlyList<GroupLine> Groups { get; init; }
}

/// <summary>A line of group(5).</summary>
internal sealed record GroupLine
{
    public required string Name { get; init; }

    public long GroupId { get; init; }

    public IReadOnlyList<string> Members { get; init; } = [];
}

/// <summary>The lines of a sudoers file, continued ones joined, without comments.</summary>
internal sealed record SudoersFact : LayerFact
{
    public required IReadOnlyList<string> Lines { get; init; }
}
