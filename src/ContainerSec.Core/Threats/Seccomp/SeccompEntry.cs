namespace ContainerSec.Threats;

/// <summary>A rule for one system call, as the runtime installs it.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Errno">The error number.</param>
/// <param name="Conditions">All have to hold; none is for every call.</param>
/// <param name="There">Whether the rule is there for the container.</param>
/// <param name="Origin">The place where the call is named.</param>
/// <param name="Source">The rule of the profile.</param>
internal sealed record SeccompEntryRule(
    SeccompAction Action, int Errno, IReadOnlyList<SeccompCondition> Conditions, Truth There, Provenance? Origin, SeccompRule Source);

/// <summary>All that a filter knows of one system call.</summary>
internal sealed class SeccompEntry
{
    private readonly SeccompFilter _filter;
    private readonly SeccompEntryRule[] _always;
    private readonly SeccompEntryRule[] _conditional;
    private readonly SeccompEntryRule[] _absent;
    private readonly bool _confusesRules;

    public SeccompEntry(SeccompFilter filter, string name, bool exists, IReadOnlyList<SeccompEntryRule> rules)
    {
        (_filter, Name, Exists) = (filter, name, exists);
        _always = [.. rules.Where(static rule => rule.There != Truth.No && rule.Conditions.Count == 0)];
        _conditional = [.. rules.Where(static rule => rule.There != Truth.No && rule.Conditions.Count > 0)];
        _absent = [.. rules.Where(static rule => rule.There == Truth.No)];
        _confusesRules = ConfusesRules(_conditional);
        Unargued = Decide([]);
    }

    public string Name { get; }

    /// <summary>Whether the architecture has the call; a call that nobody knows may be newer than this table.</summary>
    public bool Exists { get; }

    /// <summary>The decision when nothing is known of the arguments.</summary>
    public SeccompDecision Unargued { get; }

    /// <summary>Capabilities that would let the call through, were they given.</summary>
    public CapabilitySet Unlocking
    {
        get
        {
            var set = CapabilitySet.Empty;
            foreach (var rule in _absent)
            {
                if (SeccompFilter.LetsThrough(rule.Action) == Truth.Yes && rule.Source.Includes is { } scope)
                    set |= new CapabilitySet(scope.Capabilities);
            }

            return set;
        }
    }

    /// <summary>Decides a call with arguments; a span that is shorter than the arguments, or null in it, is for what is not known.</summary>
    /// <remarks>
    /// libseccomp: a rule without conditions takes the place of all that have some, and the first of several such rules stays.
    /// Rules with conditions are an "or" of "ands". Where they overlap with different actions, its internal order decides: not told here.
    /// </remarks>
    public SeccompDecision Decide(ReadOnlySpan<ulong?> arguments)
    {
        if (!Exists)
            return new SeccompDecision(this, null, null, 0, Truth.No);
        var outcome = default(Outcome);
        foreach (var rule in _always)
        {
            outcome.Add(rule, rule.Action, rule.Errno);
            if (rule.There == Truth.Yes)
                return outcome.ToDecision(this);
        }

        var certain = false;
        foreach (var rule in _conditional)
        {
            var holds = rule.There;
            foreach (var condition in rule.Conditions)
            {
                var truth = condition.Holds(arguments, _filter.Is32Bit);
                holds = truth < holds ? truth : holds;
            }

            if (holds == Truth.No && !_confusesRules)
                continue;
            outcome.Add(rule, rule.Action, rule.Errno);
            certain |= holds == Truth.Yes;
        }

        if (!certain || _confusesRules)
            outcome.Add(null, _filter.Profile.DefaultAction, _filter.Profile.DefaultErrno);
        return outcome.ToDecision(this);
    }

    /// <summary>The reasons of a decision.</summary>
    public IReadOnlyList<Evidence> Explain(SeccompDecision decision, SeccompEntryRule? rule)
    {
        if (!Exists)
            return [new Evidence($"{_filter.ArchitectureName} has no system call {Name}")];
        if (decision.Action is not null)
            return rule is null ? ByDefault() : [Explain(rule)];
        var reasons = new List<Evidence>();
        foreach (var each in _always.Concat(_conditional))
            reasons.Add(Explain(each));
        reasons.AddRange(ByDefault());
        return reasons;
    }

    private static bool ConfusesRules(SeccompEntryRule[] rules)
    {
        // libseccomp 2.5 builds a tree without a way back. Where several rules compare one argument by order, or one of several has
        // more than one condition and not all by equality, it passes over rules that hold and takes ones that do not: measured.
        // What such a profile does is not told, for it may be another thing with the next version.
        if (rules.Length < 2)
            return false;
        var ranges = rules.SelectMany(static rule => rule.Conditions).Where(static condition => condition.IsRange).GroupBy(static condition => condition.Index);
        if (ranges.Any(static group => group.Count() > 1))
            return true;
        var several = rules.Where(static rule => rule.Conditions.Count > 1);
        return several.SelectMany(static rule => rule.Conditions).Any(static condition => condition.Operator != SeccompOperator.Equal);
    }

    private Evidence Explain(SeccompEntryRule rule)
    {
        var what = SeccompFilter.Describe(rule.Action, rule.Errno, Name);
        var when = rule.Conditions.Count == 0 ? "" : " when " + string.Join(" and ", rule.Conditions);
        var unsure = rule.There == Truth.Maybe ? $", if that rule is there{Scope(rule.Source)}" : "";
        return new Evidence($"{_filter.Profile.Name} {what}{when}{unsure}", rule.Origin);
    }

    private List<Evidence> ByDefault()
    {
        var profile = _filter.Profile;
        if (profile.IsUnconfined)
            return [new Evidence("no seccomp profile filters system calls")];
        var unlocking = Unlocking;
        var but = unlocking.IsEmpty ? "" : $"; it would be allowed with {string.Join(" or ", unlocking.Select(static c => CapabilityInfo.Of(c).Name))}";
        var what = SeccompFilter.Describe(profile.DefaultAction, profile.DefaultErrno, Name);
        return [new Evidence($"{profile.Name} {what}, its default action{but}", profile.Origin)];
    }

    private static string Scope(SeccompRule rule)
    {
        var asks = rule.Includes?.Capabilities.Concat(rule.Excludes?.Capabilities ?? []) ?? rule.Excludes?.Capabilities ?? [];
        var names = string.Join(", ", asks.Select(static capability => CapabilityInfo.Of(capability).Name));
        return names.Length > 0 ? $", which hangs on {names}" : ", which hangs on the kernel's version";
    }

    /// <summary>What can become of a call; actions that differ make it uncertain.</summary>
    private struct Outcome
    {
        private SeccompEntryRule? _rule;
        private SeccompAction _action;
        private int _errno;
        private bool _any;
        private bool _mixed;
        private Truth _least;
        private Truth _greatest;

        public void Add(SeccompEntryRule? rule, SeccompAction action, int errno)
        {
            var allowed = SeccompFilter.LetsThrough(action);
            errno = action == SeccompAction.Errno ? errno : 0;
            if (!_any)
            {
                (_rule, _action, _errno, _any, _least, _greatest) = (rule, action, errno, true, allowed, allowed);
                return;
            }

            _mixed |= _action != action || _errno != errno;
            _least = allowed < _least ? allowed : _least;
            _greatest = allowed > _greatest ? allowed : _greatest;
        }

        public readonly SeccompDecision ToDecision(SeccompEntry entry)
        {
            var allowed = _least == _greatest ? _least : Truth.Maybe;
            return _mixed ? new SeccompDecision(entry, null, null, 0, allowed) : new SeccompDecision(entry, _rule, _action, _errno, allowed);
        }
    }
}
