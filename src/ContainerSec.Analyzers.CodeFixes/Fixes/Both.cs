namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Two edits that are right only together.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="first">One.</param>
/// <param name="second">The other.</param>
internal sealed class Both(string title, Fix first, Fix second) : Fix
{
    public override Change? At(FixPlace place) => first.At(place) is { } one && second.At(place) is { } other
        ? new Change(title, title) { Removed = [.. one.Removed, .. other.Removed], Edits = [.. one.Edits, .. other.Edits], IsForAll = one.IsForAll && other.IsForAll }
        : null;
}
