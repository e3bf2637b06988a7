using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Adds the network policy to begin with to a namespace: it selects every pod and admits nothing.</summary>
/// <remarks>What the pods need has to be admitted by policies beside it, so it is done one by one.</remarks>
internal sealed class AddDenyingPolicy : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.Kubernetes || place.Outline.At(place.Span) is not { Key: "name" or "namespace" } entry || place.Outline.ParentOf(entry) is not { Key: "metadata", Column: 0 } metadata)
            return null;
        var value = place.Text.ToString(entry.Value).Trim('"', '\'');
        var isNamespace = entry.Key == "namespace" || place.Outline.SiblingsOf(metadata).Any(e => e.Key == "kind" && place.Text.ToString(e.Value) == "Namespace");
        if (isNamespace && (value.Length == 0 || !value.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            return null;
        var policy = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: deny-all\n" + (isNamespace ? $"  namespace: {value}\n" : "")
            + "spec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n";
        var content = place.Text.ToString();
        var end = content.TrimEnd().Length;
        // The file may end with a mark of its own.
        return content.TrimEnd().EndsWith("\n---", StringComparison.Ordinal) || content.TrimEnd().EndsWith("\n...", StringComparison.Ordinal)
            ? null
            : Change.Replace("Add a policy that denies all traffic", "Add a policy that denies all traffic", TextSpan.FromBounds(end, place.Text.Length), "\n" + policy) with { IsForAll = false };
    }
}
