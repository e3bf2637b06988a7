using ContainerSec.Rules;

namespace ContainerSec;

/// <summary>Takes the verdicts of a rule on a subject, and knows what surrounds the subject.</summary>
/// <remarks>A message is a predicate: the subject's description stands before it, <c>service 'web'</c> + <c>runs privileged</c>.</remarks>
public sealed class RuleContext
{
    // Passes are only counted: of a large deployment there are hundreds of thousands.
    private readonly List<Judgement> _judgements = [];
    private Rule _rule = null!;
    private Subject? _subject;

    internal RuleContext(Surroundings surroundings, Policy policy, DateTime today)
    {
        Surroundings = surroundings;
        Policy = policy;
        Today = today.Date;
    }

    /// <summary>Everything that belongs together with the subject.</summary>
    public Deployment Deployment => Surroundings.Deployment;

    /// <summary>The policy: its options and the standard that it judges by.</summary>
    public Policy Policy { get; }

    /// <summary>The day (UTC) that is judged by: what has ended before it has ended.</summary>
    public DateTime Today { get; }

    /// <summary>The pod security standard that the policy judges exactly; null under every other policy.</summary>
    public PodSecurityStandard? PodSecurity => Policy.PodSecurity;

    /// <summary>The tables that rules with a counterpart in the Pod Security Standards go by: those of the policy's version, else the newest.</summary>
    internal PodSecurityStandard PodSecurityTables => PodSecurity ?? PodSecurityStandard.Newest;

    /// <summary>Things of the deployment by what others name them by.</summary>
    internal Surroundings Surroundings { get; }

    internal List<Judgement> Judgements => _judgements;

    internal int Passes { get; private set; }

    internal void Begin(Rule rule, Subject? subject)
    {
        _rule = rule;
        _subject = subject;
    }

    /// <summary>Says what the verdicts that follow are about. A rule that judges a whole <see cref="ContainerSec.Deployment"/> says it of each thing in turn.</summary>
    /// <param name="subject">What is judged from here on.</param>
    public void About(Subject subject) => _subject = subject;

    /// <summary>Judges one fact: a bad known value fails, a good one passes, an unknown one is unknown. Unset says nothing.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fact">What was said.</param>
    /// <param name="isBad">Asked for a known value.</param>
    /// <param name="message">The predicate for the failure.</param>
    public void Judge<T>(Fact<T> fact, Func<T, bool> isBad, string message)
    {
        if (fact.IsUnknown)
            Unknown(fact.Origin);
        else if (fact.IsKnown && isBad(fact.Value))
            Fail(fact.Origin, message);
        else if (fact.IsKnown)
            Pass();
    }

    /// <summary>Judges one fact, with a message made from the bad value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fact">What was said.</param>
    /// <param name="isBad">Asked for a known value.</param>
    /// <param name="message">Makes the predicate from the bad value.</param>
    public void Judge<T>(Fact<T> fact, Func<T, bool> isBad, Func<T, string> message)
    {
        if (fact.IsUnknown)
            Unknown(fact.Origin);
        else if (fact.IsKnown && isBad(fact.Value))
            Fail(fact.Origin, message(fact.Value));
        else if (fact.IsKnown)
            Pass();
    }

    /// <summary>Judges one fact where the engine's default counts when nobody said anything; of a partial subject that is not known.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fact">What was said.</param>
    /// <param name="engineDefault">The value that applies when it is unset.</param>
    /// <param name="isBad">Asked for a known value or the default.</param>
    /// <param name="message">The predicate for the failure.</param>
    public void Judge<T>(Fact<T> fact, T engineDefault, Func<T, bool> isBad, string message)
    {
        if (!fact.IsUnset)
            Judge(fact, isBad, message);
        else if (isBad(engineDefault))
            FailForAbsence(message);
        else
            Pass();
    }

    /// <summary>Judges each item of a list. A bad item fails; if there is none, an unknown one makes it unknown; otherwise it passes, unless nobody wrote the list.</summary>
    /// <typeparam name="T">The type of each value.</typeparam>
    /// <param name="list">What was said.</param>
    /// <param name="isBad">Asked for each known item.</param>
    /// <param name="message">Makes the predicate from a bad item.</param>
    public void JudgeEach<T>(FactList<T> list, Func<T, bool> isBad, Func<T, string> message)
    {
        for (var i = 0; i < list.Count; i++)
            Judge(list[i], isBad, message);
        if (list.MayHaveMore)
            Unknown(list.Origin);
        else if (!list.IsUnset && list.Count == 0)
            Pass();
    }

    /// <summary>Asks that a fact is said and good: unset fails at the subject unless that is partial, a bad value at its place.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fact">What was said.</param>
    /// <param name="isGood">Asked for a known value.</param>
    /// <param name="message">The predicate for the failure.</param>
    public void Require<T>(Fact<T> fact, Func<T, bool> isGood, string message)
    {
        if (fact.IsUnset)
            FailForAbsence(message);
        else
            Judge(fact, value => !isGood(value), message);
    }

    /// <summary>The subject does not say what the rule asks for; nothing of one that is partial, since it may be said elsewhere.</summary>
    /// <param name="message">The predicate: what is missing.</param>
    public void FailForAbsence(string message)
    {
        if (_subject is not { IsComplete: false })
            Fail(null, message);
    }

    /// <summary>The subject does not do as the rule asks.</summary>
    /// <param name="origin">The cause; null for the subject as a whole.</param>
    /// <param name="message">The predicate: what is wrong.</param>
    /// <param name="related">Further places that took part.</param>
    public void Fail(Provenance? origin, string message, params IReadOnlyList<Provenance?> related) =>
        Add(Verdict.Fail, origin, message, related);

    /// <summary>The subject does as the rule asks.</summary>
    public void Pass() => Passes++;

    /// <summary>It cannot be told.</summary>
    /// <param name="origin">The fact that would decide.</param>
    /// <param name="message">What would have to be known; empty when the place says it.</param>
    public void Unknown(Provenance? origin, string message = "") => Add(Verdict.Unknown, origin, message, []);

    /// <summary>Whether an exemption covers the subject, which then passes whatever it says.</summary>
    internal bool PassesAs(Fact<bool> exempt)
    {
        if (!exempt.Is(true))
            return false;
        Pass();
        return true;
    }

    /// <summary>Fails, unless an exemption covers the subject; an exemption of which it is unknown whether it does makes the verdict unknown.</summary>
    internal void FailUnless(Fact<bool> exempt, Provenance? origin, string message)
    {
        if (exempt.IsUnknown)
            Unknown(exempt.Origin);
        else if (exempt.Is(true))
            Pass();
        else
            Fail(origin, message);
    }

    private void Add(Verdict verdict, Provenance? origin, string message, IReadOnlyList<Provenance?> related) =>
        _judgements.Add(new Judgement(_rule, _subject, verdict, origin ?? _subject?.Origin, message, related));
}
