namespace ContainerSec.Threats;

/// <summary>A rule of a profile: what to do with some system calls, when, and for which containers it is there at all.</summary>
internal sealed record SeccompRule
{
    /// <summary>The calls, each with its place.</summary>
    public required IReadOnlyList<(string Name, Provenance? Origin)> Calls { get; init; }

    /// <summary>What to do with them.</summary>
    public SeccompAction Action { get; init; } = SeccompAction.Allow;

    /// <summary>The error number of <see cref="SeccompAction.Errno"/>, the message of <see cref="SeccompAction.Trace"/>; runtimes take 1 (EPERM) where none is written.</summary>
    public int Errno { get; init; } = 1;

    /// <summary>All of them have to hold.</summary>
    public IReadOnlyList<SeccompCondition> Conditions { get; init; } = [];

    /// <summary>The rule is there only for containers of this scope; null for all.</summary>
    public SeccompScope? Includes { get; init; }

    /// <summary>The rule is not there for containers that anything of this scope holds of; null for none.</summary>
    public SeccompScope? Excludes { get; init; }

    /// <summary>What its author says of it.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Two conditions on one argument: runtimes then make a rule of every condition, so that one of them is enough.</summary>
    public bool IsSplit => Conditions.GroupBy(static c => c.Index).Any(static group => group.Count() > 1);

    /// <summary>Whether its answer is another than a given one.</summary>
    public bool SaysMoreThan(SeccompAction action, int errno) => Action != action || (Action is SeccompAction.Errno or SeccompAction.Trace && Errno != errno);

    /// <summary>Whether the rule is part of the filter that the runtime installs.</summary>
    public Truth IsThereFor(SeccompTarget target)
    {
        var excluded = Excludes?.Any(target) ?? Truth.No;
        var included = Includes?.All(target) ?? Truth.Yes;
        var notExcluded = (Truth)((int)Truth.Yes - (int)excluded);
        return notExcluded < included ? notExcluded : included;
    }
}
