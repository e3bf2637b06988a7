using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Entries of a dictionary as environment variables or build arguments, each at its value.</summary>
internal static class LiftedVariables
{
    public static FactList<EnvironmentVariable> Of(MapValue map)
    {
        if (map.Entries.Count == 0 && !map.MayHaveMore)
            return FactList<EnvironmentVariable>.Unset;
        var variables = new List<Fact<EnvironmentVariable>>(map.Entries.Count);
        foreach (var entry in map.Entries)
            variables.Add(entry.Key.HasHole() ? Fact.Unknown<EnvironmentVariable>(entry.Place) : Fact.Known(Variable(entry), entry.Place));
        return new FactList<EnvironmentVariable>(variables, map.Place, map.MayHaveMore);
    }

    private static EnvironmentVariable Variable(MapEntry entry) => new()
    {
        Name = entry.Key,
        Value = entry.Value is TextValue or ConstantValue ? TextValue.PartOf(entry.Value).ToFact(entry.Place) : Fact.Unknown<string>(entry.Place),
        Source = entry.Value switch
        {
            TextValue { Text: var text } => text.IsHole() ? ValueSource.Expression : text.HasHole() ? ValueSource.Interpolated : ValueSource.Literal,
            ConstantValue => ValueSource.Literal,
            ParameterValue { IsSecret: var isSecret } when isSecret.Is(true) => ValueSource.Secret,
            _ => ValueSource.Expression,
        },
    };
}
