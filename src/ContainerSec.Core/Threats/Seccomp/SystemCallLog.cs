using System.Globalization;
using ContainerSec.Readers;

namespace ContainerSec.Threats;

/// <summary>Finds the system calls in a record of strace(1) or of the kernel's audit system.</summary>
/// <remarks>
/// strace -f: <c>1234 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3</c>, <c>[pid 7] &lt;... read resumed&gt;"x", 1) = 1</c>;
/// strace -c: <c>  0.00    0.000000           0        12         2 openat</c>;
/// audit: <c>type=SECCOMP msg=audit(1.2:3): … arch=c000003e syscall=165 …</c>, with the name behind <c>SYSCALL=</c> where ausearch interpreted it.
/// </remarks>
internal static class SystemCallLog
{
    private const int MaxProblems = 100;

    // linux/audit.h: the machine of the ELF header with bits for 64-bit and little-endian.
    private static readonly (uint Audit, string Name, SystemCallArchitecture Architecture)[] Architectures =
    [
        (0xc000003e, "x86_64", SystemCallArchitecture.X64), (0xc00000b7, "aarch64", SystemCallArchitecture.Arm64),
        (0x40000003, "i386", SystemCallArchitecture.X86), (0x40000028, "arm", SystemCallArchitecture.Arm),
    ];

    private static readonly Dictionary<(SystemCallArchitecture, int), string> ByNumber = Architectures
        .SelectMany(static each => SystemCalls.Of(each.Architecture).Select(call => ((each.Architecture, call.Value), call.Key)))
        .ToDictionary(static pair => pair.Item1, static pair => pair.Key);

    public static (IReadOnlyList<(string Name, Provenance? Origin)> Calls, IReadOnlyList<ReadProblem> Problems) Read(SourceText text, CancellationToken cancellationToken)
    {
        var calls = new Dictionary<string, Provenance?>(StringComparer.Ordinal);
        var problems = new List<ReadProblem>();
        for (int start = 0, line = 0; start < text.Content.Length; line++)
        {
            if (line % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var end = text.Content.IndexOf('\n', start);
            end = end < 0 ? text.Content.Length : end;
            var content = text.Content.AsSpan(start, end - start).TrimEnd('\r');
            if (CallOf(content, out var error) is { } name)
                calls.TryAdd(name, text.At(start, start + content.Length));
            else if (error is not null && problems.Count < MaxProblems)
                problems.Add(new ReadProblem(ProblemSeverity.Warning, error, text.At(start, start + content.Length)));
            start = end + 1;
        }

        return ([.. calls.Select(static call => (call.Key, call.Value))], problems);
    }

    private static string? CallOf(ReadOnlySpan<char> line, out string? error)
    {
        error = null;
        return line.Contains(" syscall=", StringComparison.Ordinal) ? Audited(line, out error) : Summarized(line) ?? Traced(line);
    }

    private static string? Audited(ReadOnlySpan<char> line, out string? error)
    {
        error = null;
        var name = Field(line, " SYSCALL=");
        if (IsName(name))
            return name.ToString();
        var number = Field(line, " syscall=");
        var architecture = Field(line, " arch=");
        // ausearch -i writes names where the numbers were.
        if (IsName(number))
            return number.ToString();
        foreach (var (audit, word, known) in Architectures)
        {
            var isIt = architecture.SequenceEqual(word) || (uint.TryParse(architecture, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value == audit);
            if (isIt && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var call) && ByNumber.TryGetValue((known, call), out var found))
                return found;
        }

        error = $"The call {Short(number)} of the architecture {Short(architecture)} is not known here; it is left out.";
        return null;
    }

    // A row of the table of strace -c: five numbers at least, and the name last. The sum is no call.
    private static string? Summarized(ReadOnlySpan<char> line)
    {
        var row = line.Trim();
        var space = row.LastIndexOf(' ');
        if (space < 0 || !char.IsAsciiDigit(row[0]))
            return null;
        var name = row[(space + 1)..];
        if (!IsName(name) || name is "total")
            return null;
        var words = 0;
        foreach (var range in row[..space].Split(' '))
        {
            var word = row[range];
            if (word.Length == 0)
                continue;
            words++;
            if (!double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
                return null;
        }

        return words is 4 or 5 ? name.ToString() : null;
    }

    private static string? Traced(ReadOnlySpan<char> line)
    {
        var rest = WithoutPrefix(line);
        if (rest.StartsWith("<... "))
        {
            rest = rest[5..];
            var end = rest.IndexOf(" resumed", StringComparison.Ordinal);
            return end > 0 && IsName(rest[..end]) ? rest[..end].ToString() : null;
        }

        var open = rest.IndexOf('(');
        return open > 0 && IsName(rest[..open]) ? rest[..open].ToString() : null;
    }

    // Process numbers, "[pid 12]", and times of day, of the clock or since the last call: -f, -t, -tt, -ttt, -r.
    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart();
        while (rest.Length > 0)
        {
            if (rest.StartsWith("[pid") && rest.IndexOf(']') is var close and > 0)
            {
                rest = rest[(close + 1)..].TrimStart();
                continue;
            }

            var space = rest.IndexOf(' ');
            if (space <= 0 || !char.IsAsciiDigit(rest[0]) || rest[..space].ContainsAnyExcept("0123456789:."))
                return rest;
            rest = rest[space..].TrimStart();
        }

        return rest;
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> line, string key)
    {
        var at = line.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
            return default;
        var value = line[(at + key.Length)..];
        var end = value.IndexOf(' ');
        return (end < 0 ? value : value[..end]).Trim('"');
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 40 || !(char.IsAsciiLetterLower(text[0]) || text[0] == '_'))
            return false;
        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                return false;
        }

        return true;
    }

    private static string Short(ReadOnlySpan<char> text) => $"'{(text.Length > 20 ? text[..20] : text)}'";
}
