using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Replaces the variables in the values of a document. A value without variables stays the very node that it was.</summary>
internal sealed class ValueInterpolation(ComposeVariables variables, ComposeProblems problems)
{
    public YamlScalar Replace(YamlScalar scalar)
    {
        if (scalar.Value.IndexOf('$') < 0)
            return scalar;
        if (Interpolation.Expand(scalar.Value, name => variables[name], out var value, out var mistake))
        {
            return new YamlScalar(scalar.Source, scalar.Start, scalar.End, value.Text, isPlain: false, scalar.Tag, value.IsUnknown)
            {
                IsInterpolated = value.IsInterpolated,
            };
        }

        problems.Add(ProblemSeverity.Error, mistake.Message, new ScalarSlicer(scalar).Place(mistake.At, scalar.Value.Length));
        return new YamlScalar(scalar.Source, scalar.Start, scalar.End, "", isPlain: false, scalar.Tag, isUnknown: true);
    }
}
