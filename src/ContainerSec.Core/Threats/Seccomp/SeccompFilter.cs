using System.Collections.Frozen;

namespace ContainerSec.Threats;

/// <summary>A profile made for one container on one host: decides system calls from a table, without allocation.</summary>
/// <remarks>Safe to use from many threads at once.</remarks>
public sealed class SeccompFilter
{
    private readonly FrozenDictionary<string, SeccompEntry> _entries;
    private readonly SeccompFilter? _sister;

    internal SeccompFilter(SeccompProfile profile, SeccompTarget target)
        : this(profile, target, target.Architecture)
    {
        if (target.Architecture is SystemCallArchitecture.X64 or SystemCallArchitecture.Arm64)
        {
            var sister = target.Architecture == SystemCallArchitecture.X64 ? SystemCallArchitecture.X86 : SystemCallArchitecture.Arm;
            if (profile.IsUnconfined || profile.ArchitecturesOn(target.Architecture).Contains(SystemCalls.NameOf(sister)))
                _sister = new SeccompFilter(profile, target, sister);
        }
    }

    private SeccompFilter(SeccompProfile profile, SeccompTarget target, SystemCallArchitecture architecture)
    {
        (Profile, Target, Architecture, Is32Bit) = (profile, target, architecture, SystemCalls.Is32Bit(architecture));
        var rules = RulesByCall();
        var entries = new Dictionary<string, SeccompEntry>(StringComparer.Ordinal);
        foreach (var name in SystemCalls.Of(architecture).Keys)
            entries[name] = new SeccompEntry(this, name, exists: true, rules.GetValueOrDefault(name) ?? []);
        foreach (var (name, own) in rules)
        {
            if (!entries.ContainsKey(name))
                entries[name] = new SeccompEntry(this, name, exists: !SystemCalls.Names.Contains(name), own);
        }

        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The profile that it was made of.</summary>
    public SeccompProfile Profile { get; }

    /// <summary>The architecture whose calls it decides unless told otherwise: the host's.</summary>
    public SystemCallArchitecture Architecture { get; }

    internal SeccompTarget Target { get; }

    internal bool Is32Bit { get; }

    internal string ArchitectureName => Architecture switch
    {
        SystemCallArchitecture.X64 => "x86-64",
        SystemCallArchitecture.Arm64 => "64-bit Arm",
        SystemCallArchitecture.X86 => "32-bit x86",
        _ => "32-bit Arm",
    };

    /// <summary>Decides a call of the host's architecture.</summary>
    /// <param name="systemCall">Its name, <c>mount</c>, as the kernel spells it.</param>
    /// <param name="arguments">Its arguments, the first first; null for one that is not known, as those are that are left out.</param>
    public SeccompDecision Decide(string systemCall, params ReadOnlySpan<ulong?> arguments)
    {
        ArgumentNullException.ThrowIfNull(systemCall);
        if (!_entries.TryGetValue(systemCall, out var entry))
            entry = new SeccompEntry(this, systemCall, exists: !SystemCalls.Names.Contains(systemCall), []);
        return arguments.IsEmpty ? entry.Unargued : entry.Decide(arguments);
    }

    /// <summary>Decides a call of another architecture that the host's processor can run too: 32-bit calls of a 64-bit host.</summary>
    /// <param name="architecture">The architecture that the call is made in.</param>
    /// <param name="systemCall">Its name in that architecture.</param>
    /// <param name="arguments">Its arguments, the first first; null for one that is not known, as those are that are left out.</param>
    /// <remarks>Calls of an architecture that the profile does not list kill the thread: that is libseccomp's answer to them.</remarks>
    public SeccompDecision Decide(SystemCallArchitecture architecture, string systemCall, params ReadOnlySpan<ulong?> arguments)
    {
        if (architecture == Architecture)
            return Decide(systemCall, arguments);
        if (_sister is not null && architecture == _sister.Architecture)
            return _sister.Decide(systemCall, arguments);
        var killing = new SeccompRule { Calls = [], Action = SeccompAction.KillThread, Comment = "architecture" };
        var entry = new SeccompEntry(this, systemCall, exists: true, [new(SeccompAction.KillThread, 0, [], Truth.Yes, Profile.Origin, killing)]);
        return entry.Unargued;
    }

    /// <summary>The calls it lets through that attacks begin with, each with the reason and what the kernel itself asks for it.</summary>
    public IReadOnlyList<RiskySystemCall> FindRiskyCalls() => [.. AttackSurface.Of(this)];

    internal static Truth LetsThrough(SeccompAction action) => action switch
    {
        SeccompAction.Allow or SeccompAction.Log => Truth.Yes,
        SeccompAction.Trace or SeccompAction.Notify => Truth.Maybe,
        _ => Truth.No,
    };

    internal static string Describe(SeccompAction action, int errno, string call) => action switch
    {
        SeccompAction.Allow => $"allows {call}",
        SeccompAction.Log => $"allows and logs {call}",
        SeccompAction.Errno => $"refuses {call} with {ErrorName(errno)}",
        SeccompAction.Trap => $"answers {call} with the signal SIGSYS",
        SeccompAction.KillThread => $"kills the thread that calls {call}",
        SeccompAction.KillProcess => $"kills the process that calls {call}",
        SeccompAction.Notify => $"leaves {call} to a supervisor",
        _ => $"leaves {call} to a tracer",
    };

    private static string ErrorName(int errno) => errno switch
    {
        1 => "EPERM",
        13 => "EACCES",
        22 => "EINVAL",
        38 => "ENOSYS",
        _ => $"error {errno}",
    };

    private Dictionary<string, List<SeccompEntryRule>> RulesByCall()
    {
        var byCall = new Dictionary<string, List<SeccompEntryRule>>(StringComparer.Ordinal);
        foreach (var rule in Profile.Rules)
        {
            // Runtimes leave out rules that say what happens anyway; else such a rule, being the first, would win over one that says more.
            if (!rule.SaysMoreThan(Profile.DefaultAction, Profile.DefaultErrno))
                continue;
            var there = rule.IsThereFor(Target);
            IReadOnlyList<IReadOnlyList<SeccompCondition>> ways = rule.IsSplit ? [.. rule.Conditions.Select(static c => new[] { c })] : [rule.Conditions];
            foreach (var (name, origin) in rule.Calls)
            {
                if (!byCall.TryGetValue(name, out var own))
                    byCall[name] = own = [];
                foreach (var conditions in ways)
                    own.Add(new SeccompEntryRule(rule.Action, rule.Errno, [.. conditions.Where(condition => !condition.IsEmpty(Is32Bit))], there, origin, rule));
            }
        }

        return byCall;
    }
}
