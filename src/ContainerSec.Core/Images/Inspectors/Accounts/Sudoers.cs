using System.Globalization;
using System.Text;

namespace ContainerSec.Images.Inspectors;

/// <summary>Finds out who may run everything as root without a password.</summary>
/// <remarks>
/// sudoers(5), of which is understood: aliases of users and commands, groups, ids, negation, runas, tags, <c>!authenticate</c>, and the folder that <c>etc/sudoers</c> includes.
/// Of several entries that match the last one counts. An entry for a host that is not ALL counts for nothing: nobody knows what a container will be called.
/// </remarks>
internal sealed class Sudoers
{
    public const string MainFile = "etc/sudoers";
    public const string Folder = "etc/sudoers.d";

    private const int MaxLines = 5000;
    private const int MaxLineLength = 8192;
    private const int MaxAliasDepth = 10;

    // Aliases of aliases of aliases grow without end, and so do accounts times entries: no real file comes near.
    private const int MaxSteps = 2_000_000;

    private readonly Dictionary<string, string[]> _userAliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _commandAliases = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private readonly List<string[]?> _withoutPassword = [];
    private int _steps;

    public Sudoers(IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> files)
    {
        foreach (var (path, lines) in files)
        {
            if (path == MainFile)
                Read(lines, files);
        }
    }

    /// <summary>Whether finding out took so many steps that it was given up.</summary>
    public bool IsExhausted => _steps >= MaxSteps;

    /// <summary>The lines that state something: continued ones joined, comments left out.</summary>
    public static IReadOnlyList<string> Clean(string text)
    {
        var lines = new List<string>();
        var open = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (trimmed.EndsWith('\\') && open.Length < MaxLineLength)
            {
                open.Append(trimmed[..^1]).Append(' ');
                continue;
            }

            var whole = WithoutComment(open.Append(trimmed).ToString()).Trim();
            open.Clear();
            if (whole.Length is > 0 and <= MaxLineLength && lines.Count < MaxLines)
                lines.Add(whole);
        }

        return lines;
    }

    public bool AllowsEverythingWithoutPassword(PasswdLine account, IReadOnlyList<GroupLine> groups)
    {
        var isFree = _withoutPassword.Exists(users => users is null || Matches(users, account, groups) == true);
        var allowed = false;
        foreach (var entry in _entries)
        {
            if (IsExhausted)
                return false;
            if (Matches(entry.Users, account, groups) == true)
                allowed = entry.IsWithoutPassword ?? isFree;
        }

        return allowed;
    }

    private void Read(IReadOnlyList<string> lines, IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> files)
    {
        foreach (var line in lines)
        {
            var word = line[..(line.AsSpan().IndexOfAny(" \t:!@>") is var end and > 0 ? end : line.Length)];
            if (line.StartsWith("@includedir", StringComparison.Ordinal) || line.StartsWith("#includedir", StringComparison.Ordinal))
                ReadFolder(line[11..].Trim().Trim('"', '/'), files);
            else if (line[0] is '@' || line.StartsWith("#include", StringComparison.Ordinal))
                continue;
            else if (word == "Defaults")
                ReadDefaults(line[8..]);
            else if (word is "User_Alias")
                ReadAliases(line[10..], _userAliases);
            else if (word is "Cmnd_Alias" or "Cmd_Alias")
                ReadAliases(line[word.Length..], _commandAliases);
            else if (word is not ("Host_Alias" or "Runas_Alias"))
                ReadEntry(line);
        }
    }

    // Names with a dot or a tilde at the end are left out, and folders are not entered.
    private void ReadFolder(string folder, IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> files)
    {
        if (folder != Folder)
            return;
        foreach (var (_, lines) in files.Where(static f => f.Path.StartsWith(Folder + "/", StringComparison.Ordinal) && !f.Path[Folder.Length..].Contains('.', StringComparison.Ordinal) && !f.Path.EndsWith('~')).OrderBy(static f => f.Path, StringComparer.Ordinal))
            Read(lines, []);
    }

    // "Defaults !authenticate", "Defaults:app env_reset, !authenticate"
    private void ReadDefaults(string rest)
    {
        if (!rest.Contains("!authenticate", StringComparison.Ordinal))
            return;
        if (rest.StartsWith(':'))
            _withoutPassword.Add(Items(rest[1..(rest.AsSpan().IndexOfAny(" \t") is var end and > 0 ? end : rest.Length)]));
        else if (char.IsWhiteSpace(rest[0]))
            _withoutPassword.Add(null);
    }

    // "User_Alias ADMINS = alice, %wheel : OTHERS = bob"
    private static void ReadAliases(string rest, Dictionary<string, string[]> aliases)
    {
        foreach (var definition in rest.Split(':'))
        {
            if (definition.Split('=', 2) is [var name, var members])
                aliases[name.Trim()] = Items(members);
        }
    }

    // "app, %sudo ALL = (ALL:ALL) NOPASSWD: /bin/ls, ALL"
    private void ReadEntry(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return;
        var left = JoinLists(line[..equals]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (left.Length != 2 || !left[1].Split(',').Contains("ALL"))
            return;
        var users = Items(left[0]);
        var (asRoot, withoutPassword) = (true, (bool?)null);
        foreach (var item in Commands(line[(equals + 1)..]))
        {
            var command = item.Trim();
            if (command.StartsWith('(') && command.IndexOf(')', StringComparison.Ordinal) is var close and > 0)
            {
                var runas = command[1..close].Split(':')[0];
                asRoot = runas.Trim().Length == 0 || Items(runas).Any(static r => r is "ALL" or "root" or "#0");
                command = command[(close + 1)..].TrimStart();
            }

            for (var colon = command.IndexOf(':', StringComparison.Ordinal); colon > 0 && command.AsSpan(0, colon).TrimEnd().IndexOfAnyExcept(s_tagLetters) < 0; colon = command.IndexOf(':', StringComparison.Ordinal))
            {
                var tag = command[..colon].TrimEnd();
                withoutPassword = tag switch { "NOPASSWD" => true, "PASSWD" => false, _ => withoutPassword };
                command = command[(colon + 1)..].TrimStart();
            }

            if (asRoot && IsEverything(command, 0))
                _entries.Add(new Entry(users, withoutPassword));
        }
    }

    private static readonly System.Buffers.SearchValues<char> s_tagLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private bool IsEverything(string command, int depth) =>
        command == "ALL" || (depth < MaxAliasDepth && ++_steps < MaxSteps && _commandAliases.TryGetValue(command, out var members) && Array.Exists(members, m => IsEverything(m, depth + 1)));

    // Whether the list names the account; false when it excludes it; null when it says nothing. The last item that matches counts.
    private bool? Matches(string[] users, PasswdLine account, IReadOnlyList<GroupLine> groups, int depth = 0)
    {
        bool? matches = null;
        foreach (var user in users)
        {
            if (++_steps >= MaxSteps)
                return null;
            var name = user.TrimStart('!');
            var isNegated = (user.Length - name.Length) % 2 == 1;
            bool? found = name switch
            {
                "ALL" => true,
                ['%', '#', ..] => groups.Any(g => IsId(name[2..], g.GroupId)) || IsId(name[2..], account.GroupId) ? true : null,
                ['%', ..] => groups.Any(g => g.Name == name[1..]) ? true : null,
                ['#', ..] => IsId(name[1..], account.UserId) ? true : null,
                _ when name == account.Name => true,
                _ when depth < MaxAliasDepth && _userAliases.TryGetValue(name, out var members) => Matches(members, account, groups, depth + 1),
                _ => null,
            };
            if (found is { } isNamed)
                matches = isNamed != isNegated;
        }

        return matches;
    }

    private static bool IsId(string text, long id) => text == id.ToString(CultureInfo.InvariantCulture);

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // "a , b ALL" -> "a,b ALL"
    private static string JoinLists(string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var part in text.Split(','))
        {
            if (joined.Length > 0)
                joined.Append(',');
            joined.Append(part.Trim());
        }

        return joined.Replace('\t', ' ').ToString();
    }

    // Commas inside of parentheses separate users.
    private static IEnumerable<string> Commands(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    // '#' begins a comment unless digits follow, which make it an id, or it is the old spelling of an inclusion.
    private static string WithoutComment(string line)
    {
        if (line.TrimStart().StartsWith("#include", StringComparison.Ordinal))
            return line;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i + 1 == line.Length || !char.IsAsciiDigit(line[i + 1])) && (i == 0 || line[i - 1] != '\\'))
                return line[..i];
        }

        return line;
    }

    private sealed record Entry(string[] Users, bool? IsWithoutPassword);
}
