namespace ContainerSec;

/// <summary>Chooses objects by their labels.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels that must be there with just this value.</summary>
    public IReadOnlyList<Label> MatchLabels { get; init; } = [];

    /// <summary>Further conditions.</summary>
    public IReadOnlyList<LabelRequirement> MatchExpressions { get; init; } = [];

    /// <summary>False when a part could not be computed: then what it selects is unknown.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Whether it selects everything.</summary>
    public bool IsEmpty => IsComplete && MatchLabels.Count == 0 && MatchExpressions.Count == 0;

    /// <summary>Whether labels fulfil it; null when that cannot be computed.</summary>
    /// <param name="labels">The labels of the object.</param>
    public bool? Matches(FactList<Label> labels)
    {
        var unsure = !IsComplete;
        foreach (var label in MatchLabels)
        {
            if (!labels.AnyKnown(l => l == label))
            {
                if (!labels.HasUnknown)
                    return false;
                unsure = true;
            }
        }

        foreach (var requirement in MatchExpressions)
        {
            // Labels that are not known may add what is asked for, and what must not be there.
            var isMet = requirement.IsMetBy(labels);
            if (!isMet && !labels.HasUnknown)
                return false;
            unsure |= labels.HasUnknown && (!isMet || requirement.Operator is "NotIn" or "DoesNotExist");
        }

        return unsure ? null : true;
    }
}
