using System.Globalization;
using ContainerSec.Readers;
using ContainerSec.Readers.Text;

namespace ContainerSec.Threats;

/// <summary>Reads seccomp profiles: <c>{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{ "names": ["read"], "action": "SCMP_ACT_ALLOW" }] }</c>.</summary>
/// <remarks>
/// Keys and words: moby/profiles seccomp (archMap, includes, excludes, name, comment), OCI runtime-spec config-linux "Seccomp",
/// containers/common pkg/seccomp (defaultErrno, errno). What runtimes refuse is an error, what they pass over in silence a warning.
/// </remarks>
internal sealed class SeccompReader
{
    private const int MaxProblems = 500;
    private const int MaxHints = 100;
    private const int MaxErrno = 4095;
    private const int Arguments = 6;

    private static readonly ReadOptions Budgets = ReadOptions.Default with { MaxDepth = 64, MaxNodes = 400_000 };

    private static readonly string[] ProfileKeys =
        ["$schema", "defaultAction", "defaultErrnoRet", "defaultErrno", "archMap", "architectures", "flags", "listenerPath", "listenerMetadata", "syscalls"];

    private static readonly string[] RuleKeys = ["names", "name", "action", "errnoRet", "errno", "args", "comment", "includes", "excludes"];
    private static readonly string[] ConditionKeys = ["index", "value", "valueTwo", "op"];
    private static readonly string[] ScopeKeys = ["caps", "arches", "minKernel"];

    private static readonly Dictionary<string, SeccompAction> Actions = new(StringComparer.Ordinal)
    {
        ["SCMP_ACT_KILL"] = SeccompAction.KillThread,
        ["SCMP_ACT_KILL_THREAD"] = SeccompAction.KillThread,
        ["SCMP_ACT_KILL_PROCESS"] = SeccompAction.KillProcess,
        ["SCMP_ACT_TRAP"] = SeccompAction.Trap,
        ["SCMP_ACT_ERRNO"] = SeccompAction.Errno,
        ["SCMP_ACT_TRACE"] = SeccompAction.Trace,
        ["SCMP_ACT_ALLOW"] = SeccompAction.Allow,
        ["SCMP_ACT_LOG"] = SeccompAction.Log,
        ["SCMP_ACT_NOTIFY"] = SeccompAction.Notify,
    };

    private static readonly Dictionary<string, SeccompOperator> Operators = new(StringComparer.Ordinal)
    {
        ["SCMP_CMP_NE"] = SeccompOperator.NotEqual,
        ["SCMP_CMP_LT"] = SeccompOperator.Less,
        ["SCMP_CMP_LE"] = SeccompOperator.LessOrEqual,
        ["SCMP_CMP_EQ"] = SeccompOperator.Equal,
        ["SCMP_CMP_GE"] = SeccompOperator.GreaterOrEqual,
        ["SCMP_CMP_GT"] = SeccompOperator.Greater,
        ["SCMP_CMP_MASKED_EQ"] = SeccompOperator.MaskedEqual,
    };

    private static readonly string[] ArchitectureNames =
    [
        "SCMP_ARCH_X86", "SCMP_ARCH_X86_64", "SCMP_ARCH_X32", "SCMP_ARCH_ARM", "SCMP_ARCH_AARCH64", "SCMP_ARCH_LOONGARCH64", "SCMP_ARCH_M68K",
        "SCMP_ARCH_MIPS", "SCMP_ARCH_MIPS64", "SCMP_ARCH_MIPS64N32", "SCMP_ARCH_MIPSEL", "SCMP_ARCH_MIPSEL64", "SCMP_ARCH_MIPSEL64N32",
        "SCMP_ARCH_PPC", "SCMP_ARCH_PPC64", "SCMP_ARCH_PPC64LE", "SCMP_ARCH_S390", "SCMP_ARCH_S390X", "SCMP_ARCH_SH", "SCMP_ARCH_SHEB",
        "SCMP_ARCH_PARISC", "SCMP_ARCH_PARISC64", "SCMP_ARCH_RISCV64",
    ];

    private static readonly string[] ShortArchitectureNames =
    [
        "amd64", "x86", "x32", "arm", "arm64", "loong64", "loongarch64", "mips", "mips64", "mips64n32", "mipsel", "mipsel64", "mips3l64n32", "mipsle",
        "ppc", "ppc64", "ppc64le", "riscv64", "s390", "s390x",
    ];

    private static readonly string[] FlagNames =
        ["SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"];

    // The ones that profiles use; errno(3).
    private static readonly Dictionary<string, int> ErrorNumbers = new(StringComparer.Ordinal)
    {
        ["EPERM"] = 1,
        ["ENOENT"] = 2,
        ["EIO"] = 5,
        ["EBADF"] = 9,
        ["EAGAIN"] = 11,
        ["ENOMEM"] = 12,
        ["EACCES"] = 13,
        ["EBUSY"] = 16,
        ["ENODEV"] = 19,
        ["EINVAL"] = 22,
        ["ENOTTY"] = 25,
        ["ENOSYS"] = 38,
        ["EOPNOTSUPP"] = 95,
        ["EAFNOSUPPORT"] = 97,
    };

    private readonly SourceText _text;
    private readonly CancellationToken _cancellationToken;
    private readonly List<ReadProblem> _problems = [];
    private int _hints;

    private SeccompReader(SourceText text, CancellationToken cancellationToken) => (_text, _cancellationToken) = (text, cancellationToken);

    public static SeccompProfile Read(SourceText text, CancellationToken cancellationToken) => new SeccompReader(text, cancellationToken).Read();

    private SeccompProfile Read()
    {
        if (_text.Content.Length > SeccompProfile.MaxLength)
            throw Unusable([new ReadProblem(ProblemSeverity.Error, $"The profile has {_text.Content.Length} characters, more than the limit of {SeccompProfile.MaxLength}; it is not read.", _text.At(0, 0))]);
        _cancellationToken.ThrowIfCancellationRequested();
        var root = JsonReader.ReadObject(_text, Budgets, _problems);
        if (root is null || _problems.Exists(static problem => problem.Severity == ProblemSeverity.Error))
            throw Unusable(_problems);
        if (root["ociVersion"] is null && root["linux"] is null)
            return ReadProfile(root);
        // A config.json: without the section nothing is filtered.
        return (root["linux"] as YamlMapping)?["seccomp"] switch
        {
            YamlMapping seccomp => ReadProfile(seccomp),
            null or YamlScalar { IsNull: true } => Disabled(root, "This config.json has no linux.seccomp: nothing is filtered."),
            var other => throw Unusable([new ReadProblem(ProblemSeverity.Error, "linux.seccomp has to be an object, { … }.", other.Origin)]),
        };
    }

    private SeccompProfile ReadProfile(YamlMapping map)
    {
        CheckKeys(map, ProfileKeys);
        var action = Present(map["defaultAction"]);
        var syscalls = Present(map["syscalls"]);
        if (action.KnownText() is null or "" && syscalls is null or YamlSequence { Items.Count: 0 })
            return Disabled(map, "The profile has neither a defaultAction nor rules: runtimes take that for no filter at all.");
        if (action is null)
            Error(map, "A profile says what becomes of calls that no rule names: \"defaultAction\": \"SCMP_ACT_ERRNO\".");
        var defaultAction = ReadAction(action) ?? SeccompAction.Errno;
        if (defaultAction == SeccompAction.Notify)
            Error(action!, "SCMP_ACT_NOTIFY cannot be the default action: the runtime itself would wait for an answer. Use SCMP_ACT_ERRNO.");
        var architectureMap = ReadArchitectureMap(map["archMap"]);
        var architectures = ReadWords(map["architectures"], ArchitectureNames, "architecture", ProblemSeverity.Error);
        if (architectures.Count > 0 && architectureMap.Count > 0)
            Error(map["architectures"]!, "A profile has either 'architectures' or 'archMap'; remove one of them.");
        var rules = ReadRules(syscalls);
        var defaultErrno = ReadErrno(map["defaultErrnoRet"], map["defaultErrno"]);
        new SeccompContradictions(rules, defaultAction, defaultErrno, Report, _cancellationToken).Find();
        return new SeccompProfile
        {
            Name = _text.Path,
            Origin = (action ?? map).Origin,
            DefaultAction = defaultAction,
            DefaultErrno = defaultErrno,
            Architectures = architectures,
            ArchitectureMap = architectureMap,
            Flags = ReadWords(map["flags"], FlagNames, "flag", ProblemSeverity.Error),
            Rules = rules,
            Problems = [.. _problems.OrderBy(static problem => problem.Origin?.Text?.StartOffset ?? 0)],
        };
    }

    private SeccompProfile Disabled(YamlMapping map, string why)
    {
        Report(new ReadProblem(ProblemSeverity.Warning, why, _text.At(map.Start, map.Start + 1)));
        return new SeccompProfile { Name = _text.Path, Origin = _text.At(map.Start, map.Start + 1), DefaultAction = SeccompAction.Allow, IsUnconfined = true, Problems = [.. _problems] };
    }

    private List<SeccompRule> ReadRules(YamlNode? node)
    {
        var rules = new List<SeccompRule>();
        foreach (var item in Items(node, "'syscalls' has to be a list of rules: [{ \"names\": […], \"action\": … }]."))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (item is YamlMapping map)
                rules.Add(ReadRule(map));
            else
                Error(item, "A rule is an object: { \"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\" }.");
        }

        return rules;
    }

    private SeccompRule ReadRule(YamlMapping map)
    {
        CheckKeys(map, RuleKeys);
        var actionNode = Present(map["action"]);
        if (actionNode is null)
            Error(map, "A rule says what becomes of its calls: \"action\": \"SCMP_ACT_ALLOW\".");
        // A rule that cannot be read must not make anything look safer: it is taken for one that refuses nothing more than the default.
        var action = ReadAction(actionNode) ?? SeccompAction.Allow;
        var calls = ReadCalls(map);
        if (action == SeccompAction.Notify && calls.Exists(static call => call.Name == "write"))
            Error(actionNode!, "SCMP_ACT_NOTIFY cannot be used for write: the runtime needs it to hand the listener over.");
        return new SeccompRule
        {
            Calls = calls,
            Action = action,
            Errno = ReadErrno(map["errnoRet"], map["errno"]),
            Conditions = ReadConditions(map["args"]),
            Comment = map["comment"].KnownText() ?? "",
            Includes = ReadScope(map["includes"]),
            Excludes = ReadScope(map["excludes"]),
        };
    }

    private List<(string Name, Provenance? Origin)> ReadCalls(YamlMapping map)
    {
        var calls = new List<(string, Provenance?)>();
        var single = Present(map["name"]);
        if (single.KnownText() is { Length: > 0 } name)
            calls.Add((name, single!.Origin));
        var names = Items(map["names"], "'names' has to be a list of system calls: [\"read\", \"write\"].");
        if (calls.Count > 0 && names.Count > 0)
            Error(single!, "A rule has either 'name' or 'names'; put the name into the list.");
        foreach (var item in names)
        {
            if (Text(item) is { Length: > 0 } text)
                calls.Add((text, item.Origin));
            else
                Error(item, "The name of a system call is expected here: \"read\".");
        }

        if (calls.Count == 0 && Present(map["names"]) is null or YamlSequence { Items.Count: 0 })
            Warning(map, "A rule without names does nothing; name its system calls: \"names\": [\"read\"].");
        foreach (var (call, origin) in calls)
        {
            if (!SystemCalls.Names.Contains(call))
                Report(new ReadProblem(ProblemSeverity.Warning, $"There is no system call '{call}' on any architecture known here; runtimes leave it out of the filter.{Hint(call, SystemCalls.Names)}", origin));
        }

        return calls;
    }

    private List<SeccompCondition> ReadConditions(YamlNode? node)
    {
        var conditions = new List<SeccompCondition>();
        foreach (var item in Items(node, "'args' has to be a list of conditions: [{ \"index\": 0, \"value\": 2, \"op\": \"SCMP_CMP_EQ\" }]."))
        {
            if (item is not YamlMapping map)
            {
                Error(item, "A condition is an object: { \"index\": 0, \"value\": 2, \"op\": \"SCMP_CMP_EQ\" }.");
                continue;
            }

            CheckKeys(map, ConditionKeys);
            var index = ReadNumber(map["index"], "The number of an argument");
            if (index >= Arguments)
                Error(map["index"]!, $"A system call has at most six arguments; the index is 0 to 5, not {index}.");
            var condition = new SeccompCondition((int)Math.Min(index, Arguments - 1), ReadOperator(map), ReadNumber(map["value"], "A value"), ReadNumber(map["valueTwo"], "A value"));
            if (condition.Operator == SeccompOperator.MaskedEqual && (condition.ValueTwo & ~condition.Value) != 0)
                Warning(map["valueTwo"]!, "Of SCMP_CMP_MASKED_EQ 'value' is the mask and 'valueTwo' what is compared under it; bits outside of the mask do not count.");
            if (conditions.Exists(other => other.Index == condition.Index))
                Warning(map, $"Two conditions on argument {condition.Index}: runtimes make a rule of every condition then, so that one of them is enough. A range cannot be asked for this way.");
            conditions.Add(condition);
        }

        return conditions;
    }

    private SeccompOperator ReadOperator(YamlMapping condition)
    {
        var node = Present(condition["op"]);
        if (node is null)
            Error(condition, "A condition says how it compares: \"op\": \"SCMP_CMP_EQ\".");
        else if (Text(node) is { } word && Operators.TryGetValue(word, out var found))
            return found;
        else
            Error(node, $"'{Text(node)}' is no comparison; write one of {string.Join(", ", Operators.Keys)}.{Hint(Text(node), Operators.Keys)}");
        return SeccompOperator.Equal;
    }

    private SeccompAction? ReadAction(YamlNode? node)
    {
        if (node is null)
            return null;
        if (Text(node) is { } word && Actions.TryGetValue(word, out var action))
            return action;
        Error(node, $"'{Text(node)}' is no action; write one of {string.Join(", ", Actions.Keys)}.{Hint(Text(node), Actions.Keys)}");
        return null;
    }

    private SeccompScope? ReadScope(YamlNode? node)
    {
        if (Present(node) is not { } present)
            return null;
        if (present is not YamlMapping map)
        {
            Error(present, "An object is expected here: { \"caps\": [\"CAP_SYS_ADMIN\"] }.");
            return null;
        }

        CheckKeys(map, ScopeKeys);
        var (known, unknown) = (new List<Capability>(), new List<string>());
        foreach (var item in Items(map["caps"], "'caps' has to be a list of capabilities: [\"CAP_SYS_ADMIN\"]."))
        {
            var name = Text(item) ?? "";
            if (name.StartsWith("CAP_", StringComparison.Ordinal) && name == name.ToUpperInvariant() && CapabilityNames.TryParse(name, out var capability))
            {
                known.Add(capability);
                continue;
            }

            unknown.Add(name);
            Warning(item, $"No container has a capability '{name}'; write it as engines do: CAP_SYS_ADMIN.{Hint(name, CapabilityInfo.All.Select(static info => info.Name))}");
        }

        var scope = new SeccompScope
        {
            Capabilities = known,
            UnknownCapabilities = unknown,
            Architectures = ReadWords(map["arches"], ShortArchitectureNames, "architecture", ProblemSeverity.Warning),
            MinKernel = ReadKernel(map["minKernel"]),
        };
        return scope.IsEmpty ? null : scope;
    }

    private Version? ReadKernel(YamlNode? node)
    {
        if (Present(node) is not { } present || Text(present) is "")
            return null;
        var parts = (Text(present) ?? "").Split('.');
        if (parts.Length == 2 && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kernel) && byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
            return new Version(kernel, major);
        Error(present, "A kernel is written with two numbers, as a text: \"4.8\".");
        return null;
    }

    private List<(string Architecture, IReadOnlyList<string> SubArchitectures)> ReadArchitectureMap(YamlNode? node)
    {
        var map = new List<(string, IReadOnlyList<string>)>();
        foreach (var item in Items(node, "'archMap' has to be a list: [{ \"architecture\": …, \"subArchitectures\": […] }]."))
        {
            if (item is not YamlMapping entry)
            {
                Error(item, "An entry is an object: { \"architecture\": \"SCMP_ARCH_X86_64\", \"subArchitectures\": [\"SCMP_ARCH_X86\"] }.");
                continue;
            }

            CheckKeys(entry, ["architecture", "subArchitectures"]);
            var architecture = Text(Present(entry["architecture"])) ?? "";
            if (!ArchitectureNames.Contains(architecture))
                Error(entry["architecture"] ?? entry, $"'{architecture}' is no architecture: SCMP_ARCH_X86_64, SCMP_ARCH_AARCH64 ….{Hint(architecture, ArchitectureNames)}");
            map.Add((architecture, ReadWords(entry["subArchitectures"], ArchitectureNames, "architecture", ProblemSeverity.Error)));
        }

        return map;
    }

    private List<string> ReadWords(YamlNode? node, string[] known, string what, ProblemSeverity severity)
    {
        var words = new List<string>();
        foreach (var item in Items(node, "A list is expected here."))
        {
            var word = Text(item) ?? "";
            if (!known.Contains(word))
                Report(new ReadProblem(severity, $"'{word}' is no {what}; there are {string.Join(", ", known.Take(6))} ….{Hint(word, known)}", item.Origin));
            words.Add(word);
        }

        return words;
    }

    // containers/common: a name stands before a number.
    private int ReadErrno(YamlNode? number, YamlNode? name)
    {
        if (Text(Present(name)) is { Length: > 0 } word)
        {
            if (ErrorNumbers.TryGetValue(word, out var errno))
                return errno;
            Warning(name!, $"The error '{word}' is not known here; its number is taken from errnoRet.");
        }

        if (Present(number) is not { } present)
            return 1;
        var value = ReadNumber(present, "An error number");
        if (value > MaxErrno)
            Warning(present, $"The kernel knows error numbers up to {MaxErrno} and takes that one for {value}.");
        return (int)Math.Min(value, MaxErrno);
    }

    private ulong ReadNumber(YamlNode? node, string what)
    {
        if (Present(node) is not { } present)
            return 0;
        if (present is YamlScalar { IsPlain: true } scalar && ulong.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Error(present, $"{what} is a whole number, not negative, without quotes, in decimal; '{Text(present)}' is none.");
        return 0;
    }

    private IReadOnlyList<YamlNode> Items(YamlNode? node, string expected)
    {
        switch (Present(node))
        {
            case null:
                return [];
            case YamlSequence sequence:
                return sequence.Items;
            case var other:
                Error(other, expected);
                return [];
        }
    }

    // Go takes null for absent.
    private static YamlNode? Present(YamlNode? node) => node is YamlScalar { IsNull: true } ? null : node;

    private static string? Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Value : null;

    private void CheckKeys(YamlMapping map, string[] known)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (!known.Contains(key.Value))
                Report(new ReadProblem(ProblemSeverity.Warning, $"There is no key '{key.Value}' here; runtimes pass over it.{Hint(key.Value, known)}", key.Origin));
        }
    }

    private string Hint(string? word, IEnumerable<string> known) =>
        word is not null && _hints++ < MaxHints && NearestName.Find(word, known) is { } near ? $" Did you mean '{near}'?" : "";

    private void Error(YamlNode node, string message) => Report(new ReadProblem(ProblemSeverity.Error, message, Head(node)));

    private void Warning(YamlNode node, string message) => Report(new ReadProblem(ProblemSeverity.Warning, message, Head(node)));

    // Of an object only the brace is pointed at.
    private Provenance Head(YamlNode node) => node is YamlMapping ? _text.At(node.Start, node.Start + 1) : node.Origin;

    private void Report(ReadProblem problem)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(problem);
        else if (_problems.Count == MaxProblems)
            _problems.Add(new ReadProblem(ProblemSeverity.Warning, $"More than {MaxProblems} problems: the others are not told.", problem.Origin));
    }

    private static ContainerSecException Unusable(IEnumerable<ReadProblem> problems) => new(string.Join('\n', problems));
}
