namespace ContainerSec;

/// <summary>A rule: what it is about, and for each sort of subject that it judges an <see cref="IJudge{TSubject}"/>.</summary>
/// <remarks>Derive it to add a rule of your own to a policy. A rule has no state: one object judges many subjects, from many threads.</remarks>
public abstract class Rule
{
    /// <summary>What there is to know of it.</summary>
    public abstract RuleInfo Info { get; }
}
