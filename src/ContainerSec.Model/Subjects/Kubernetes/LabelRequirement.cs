namespace ContainerSec;

/// <summary>A condition of a label selector.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</param>
/// <param name="Values">The values of In and NotIn.</param>
public sealed record LabelRequirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether labels fulfil the condition; an operator that does not exist is fulfilled by nothing.</summary>
    /// <param name="labels">The labels of the object.</param>
    public bool IsMetBy(FactList<Label> labels) => Operator switch
    {
        "In" => labels.AnyKnown(l => l.Name == Key && Values.Contains(l.Value)),
        "NotIn" => !labels.AnyKnown(l => l.Name == Key && Values.Contains(l.Value)),
        "Exists" => labels.AnyKnown(l => l.Name == Key),
        "DoesNotExist" => !labels.AnyKnown(l => l.Name == Key),
        _ => false,
    };
}
