#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The options of one instruction, checked against those that it knows.</summary>
internal sealed class InstructionFlags
{
    private static readonly string[] None = [];

    // A "?" stands behind those that need no value, a "*" behind those that may be repeated.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["FROM"] = ["platform"],
        ["RUN"] = ["mount*", "network", "security", "device*"],
        ["COPY"] = ["from", "chown", "chmod", "link?", "parents?", "exclude*"],
        ["ADD"] = ["chown", "chmod", "checksum", "link?", "keep-git-dir?", "unpack?", "exclude*"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
    };

    private readonly List<BuildFlag> _flags = [];

    /// <summary>Checks the options of an instruction and keeps those that it knows.</summary>
    public void Read(DockerfileLine line, string keyword, DockerfileProblems problems)
    {
        _flags.Clear();
        if (line.Flags.Count == 0)
            return;
        var known = Known.TryGetValue(keyword, out var names) ? names : None;
        foreach (var flag in line.Flags)
        {
            if (problems.AreTooMany)
                return;
            if (ErrorIn(flag, keyword, known) is { } error)
                problems.Error(error, line.Map.At(flag.Start, flag.End));
            else
                _flags.Add(flag);
        }
    }

    /// <summary>The option of that name; null when it is not there.</summary>
    public BuildFlag? Find(string name)
    {
        foreach (var flag in _flags)
        {
            if (flag.Name == name)
                return flag;
        }

        return null;
    }

    public IEnumerable<BuildFlag> All(string name) => _flags.Where(f => f.Name == name);

    private static bool IsNamed(string known, string name) =>
        known.StartsWith(name, StringComparison.Ordinal) && (known.Length == name.Length || (known.Length == name.Length + 1 && known[name.Length] is '?' or '*'));

    private string? ErrorIn(BuildFlag flag, string keyword, string[] known)
    {
        var match = Array.Find(known, k => IsNamed(k, flag.Name));
        if (match is null)
        {
            if (known.Length == 0)
                return $"{keyword} has no options; remove --{flag.Name}, or write the exec form if it belongs to the command";
            var names = known.Select(static k => k.TrimEnd('?', '*')).ToArray();
            return $"{keyword} has no option --{flag.Name}{NearestName.Hint(flag.Name, names)}";
        }

        if (!match.EndsWith('*') && Find(flag.Name) is not null)
            return $"--{flag.Name} stands here for the second time; remove one";
        if (!match.EndsWith('?'))
            return flag.Value is null ? $"--{flag.Name} needs a value: --{flag.Name}=…" : null;
        return flag.Value is null || flag.Value.Equals("true", StringComparison.OrdinalIgnoreCase) || flag.Value.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"--{flag.Name} is true or false, not '{flag.Value}'";
    }
}
