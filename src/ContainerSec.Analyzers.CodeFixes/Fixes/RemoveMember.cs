namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes an assignment out: <c>Privileged = true</c> of an initializer, or the statement <c>x.Privileged = true;</c>.</summary>
/// <param name="members">The names of the members that it is for; the innermost whose value holds the place goes.</param>
internal sealed class RemoveMember(params string[] members) : Fix
{
    public override Change? At(FixPlace place) =>
        Assigned.Around(place, members) is { } assignment && Removals.CanRemove(assignment) ? Change.Remove(Assigned.NameOf(assignment)!, assignment) : null;
}
