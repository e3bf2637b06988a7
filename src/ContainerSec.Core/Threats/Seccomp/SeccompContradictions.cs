using ContainerSec.Readers;

namespace ContainerSec.Threats;

/// <summary>Finds rules of a profile that contradict each other: libseccomp refuses some, and decides others in a way that nobody wrote down.</summary>
internal sealed class SeccompContradictions(IReadOnlyList<SeccompRule> rules, SeccompAction defaultAction, int defaultErrno, Action<ReadProblem> report, CancellationToken cancellationToken)
{
    // What came first for a call, without conditions and with the same ones.
    private readonly Dictionary<string, (SeccompRule Rule, Provenance? Origin)> _always = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Call, string Conditions), (SeccompRule Rule, Provenance? Origin)> _conditional = [];

    public void Find()
    {
        foreach (var rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Runtimes leave out what says nothing new, so that it contradicts nobody.
            if (!rule.SaysMoreThan(defaultAction, defaultErrno))
                continue;
            var conditions = string.Join(" and ", rule.Conditions.OrderBy(static condition => condition.Index));
            foreach (var (call, origin) in rule.Calls)
            {
                if (conditions.Length == 0)
                    Always(rule, call, origin);
                else
                    Conditional(rule, call, conditions, origin);
            }
        }

        foreach (var ((call, _), (rule, origin)) in _conditional)
        {
            if (_always.TryGetValue(call, out var always) && Differ(always.Rule, rule) && !AreDisjoint(always.Rule, rule))
                Warn($"A rule without conditions takes {call} too{Place(always.Origin)}: the conditions here do not count. Remove one of the two.", origin);
        }
    }

    private void Always(SeccompRule rule, string call, Provenance? origin)
    {
        if (!_always.TryGetValue(call, out var first))
            _always.Add(call, (rule, origin));
        else if (Differ(first.Rule, rule) && !AreDisjoint(first.Rule, rule))
            Warn($"Another rule decides {call} otherwise{Place(first.Origin)}; the first of two stays. Remove one of them.", origin);
    }

    private void Conditional(SeccompRule rule, string call, string conditions, Provenance? origin)
    {
        // Behind a rule without conditions libseccomp takes no more rules of the call, and says nothing.
        var isMoot = _always.TryGetValue(call, out var always) && !AreDisjoint(always.Rule, rule);
        if (!_conditional.TryGetValue((call, conditions), out var first))
            _conditional.Add((call, conditions), (rule, origin));
        else if (!isMoot && Differ(first.Rule, rule) && !AreDisjoint(first.Rule, rule))
            report(new ReadProblem(ProblemSeverity.Error, $"Another rule decides {call} otherwise under the same conditions{Place(first.Origin)}: libseccomp refuses such a profile. Remove one of them.", origin));
    }

    private static bool Differ(SeccompRule one, SeccompRule other) =>
        one.SaysMoreThan(other.Action, other.Errno);

    // Whether no container has both rules.
    private static bool AreDisjoint(SeccompRule one, SeccompRule other) =>
        Excludes(one.Includes, other.Excludes) || Excludes(other.Includes, one.Excludes) || HaveNoHostInCommon(one.Includes, other.Includes);

    private static bool Excludes(SeccompScope? included, SeccompScope? excluded)
    {
        if (included is null || excluded is null)
            return false;
        return included.Capabilities.Intersect(excluded.Capabilities).Any()
            || (included.Architectures.Count > 0 && included.Architectures.All(excluded.Architectures.Contains))
            || (included.MinKernel is { } least && excluded.MinKernel is { } most && least >= most);
    }

    private static bool HaveNoHostInCommon(SeccompScope? one, SeccompScope? other) =>
        one is { Architectures.Count: > 0 } && other is { Architectures.Count: > 0 } && !one.Architectures.Intersect(other.Architectures).Any();

    private static string Place(Provenance? origin) => origin?.Text is { } text ? $" (line {text.Start.Line})" : "";

    private void Warn(string message, Provenance? origin) => report(new ReadProblem(ProblemSeverity.Warning, message, origin));
}
