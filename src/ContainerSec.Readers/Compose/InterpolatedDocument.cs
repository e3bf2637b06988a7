using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Replaces the variables in the values of a document. Keys are taken as they are; nodes without variables stay the very nodes that they were.</summary>
internal sealed class InterpolatedDocument
{
    private readonly ComposeVariables _variables;
    private readonly ComposeProblems _problems;

    // An alias is its anchor's node: it is replaced once.
    private readonly Dictionary<YamlNode, YamlNode> _replaced = [];

    private InterpolatedDocument(ComposeVariables variables, ComposeProblems problems)
    {
        _variables = variables;
        _problems = problems;
    }

    public static YamlNode Of(YamlNode document, ComposeVariables variables, ComposeProblems problems) =>
        document.Source.Content.IndexOf('$') < 0 ? document : new InterpolatedDocument(variables, problems).Replace(document);

    private YamlNode Replace(YamlNode node)
    {
        if (node is YamlScalar scalar)
            return Replace(scalar);
        if (_replaced.TryGetValue(node, out var known))
            return known;
        YamlNode result = node is YamlMapping mapping ? Replace(mapping) : Replace((YamlSequence)node);
        _replaced[node] = result;
        return result;
    }

    private YamlMapping Replace(YamlMapping mapping)
    {
        YamlMapping? copy = null;
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            var value = Replace(entry.Value);
            if (copy is null && !ReferenceEquals(value, entry.Value))
            {
                copy = new YamlMapping(mapping.Source, mapping.Start, mapping.Tag) { End = mapping.End, Weight = mapping.Weight };
                copy.Entries.AddRange(mapping.Entries.GetRange(0, i));
            }

            copy?.Entries.Add(entry with { Value = value });
        }

        return copy ?? mapping;
    }

    private YamlSequence Replace(YamlSequence sequence)
    {
        YamlSequence? copy = null;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = Replace(sequence.Items[i]);
            if (copy is null && !ReferenceEquals(item, sequence.Items[i]))
            {
                copy = new YamlSequence(sequence.Source, sequence.Start, sequence.Tag) { End = sequence.End, Weight = sequence.Weight };
                copy.Items.AddRange(sequence.Items.GetRange(0, i));
            }

            copy?.Items.Add(item);
        }

        return copy ?? sequence;
    }

    private YamlScalar Replace(YamlScalar scalar)
    {
        if (scalar.Value.IndexOf('$') < 0)
            return scalar;
        if (Interpolation.Expand(scalar.Value, name => _variables[name], out var value, out var mistake))
        {
            return new YamlScalar(scalar.Source, scalar.Start, scalar.End, value.Text, isPlain: false, scalar.Tag, value.IsUnknown)
            {
                IsInterpolated = value.IsInterpolated,
            };
        }

        _problems.Add(ProblemSeverity.Error, mistake.Message, new ScalarSlicer(scalar).Place(mistake.At, scalar.Value.Length));
        return new YamlScalar(scalar.Source, scalar.Start, scalar.End, "", isPlain: false, scalar.Tag, isUnknown: true);
    }
}
