using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives the first of two stages of one name a name of its own, where nothing can mean it.</summary>
/// <remarks>BuildKit keeps the last stage of a name: behind it, and for <c>--target</c>, the first is out of reach. What stands between the two may mean either.</remarks>
internal sealed class RenameEarlierStage : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Dockerfile is not { } file || place.Related.Count == 0 || StageAt(file, place.Related[0]) is not { Name.Length: > 0 } earlier || StageAt(file, place.Span) is not { } later)
            return null;
        var (head, next) = (DockerfileOutline.SpanOf(earlier.Origin), DockerfileOutline.SpanOf(later.Origin));
        var between = file.TextOf(TextSpan.FromBounds(head.End, next.Start));
        if (Regex.IsMatch(between, $@"\bfrom=(?:\$|[""']|{Regex.Escape(earlier.Name)}\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) || file.Stages.Any(s => s.BaseStage?.Index == earlier.Index))
            return null;
        var name = $"{earlier.Name}-{earlier.Index + 1}";
        var written = file.TextOf(head).TrimEnd();
        return place.Text.ToString().IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0 || !written.EndsWith(earlier.Name, StringComparison.OrdinalIgnoreCase)
            ? null
            : Change.Replace($"Rename the earlier stage to '{name}'", "Rename the earlier stage", new TextSpan(head.Start + written.Length - earlier.Name.Length, earlier.Name.Length), name);
    }

    private static DockerfileStage? StageAt(DockerfileOutline file, TextSpan span) => file.Stages.FirstOrDefault(s => DockerfileOutline.SpanOf(s.Origin).Contains(span));
}
