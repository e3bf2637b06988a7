namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads label selectors.</summary>
internal static class SelectorReader
{
    /// <summary>A selector among the fields of an object; unset when it was not written.</summary>
    public static Fact<LabelSelector> Read(ApiFields parent, string key)
    {
        if (parent.Node(key) is not { } node)
            return default;
        var selector = parent.Object(key);
        return selector.Exists ? Fact.Known(Selector(selector), parent.KeyOrigin(key)) : Fact.Unknown<LabelSelector>(node.Origin);
    }

    /// <summary>A selector of a list.</summary>
    public static Fact<LabelSelector> Read(ApiFields selector) => Fact.Known(Selector(selector), selector.Head);

    private static LabelSelector Selector(ApiFields selector)
    {
        var labels = selector.Labels("matchLabels");
        var expressions = selector.List("matchExpressions", static e => Requirement(e));
        return new LabelSelector
        {
            MatchLabels = [.. labels.Where(static l => l.IsKnown).Select(static l => l.Value)],
            MatchExpressions = [.. expressions.Where(static e => e.IsKnown).Select(static e => e.Value!)],
            IsComplete = !labels.HasUnknown && !expressions.HasUnknown,
        };
    }

    private static Fact<LabelRequirement> Requirement(ApiFields expression)
    {
        var (key, op, values) = (expression.Text("key"), expression.Text("operator"), expression.Texts("values"));
        return key.IsKnown && op.IsKnown && !values.HasUnknown
            ? Fact.Known(new LabelRequirement(key.Value, op.Value, [.. values.Select(static v => v.Value!)]), key.Origin)
            : Fact.Unknown<LabelRequirement>(expression.Origin);
    }
}
