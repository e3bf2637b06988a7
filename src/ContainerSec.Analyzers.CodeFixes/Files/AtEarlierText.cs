namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>An edit of the earlier place that a finding names, the one that has no effect.</summary>
internal sealed class AtEarlierText(TextFix fix) : TextFix
{
    public override Change? At(TextPlace place) => place.Related.Count == 0 ? null : fix.At(place.At(place.Related[0]));
}
