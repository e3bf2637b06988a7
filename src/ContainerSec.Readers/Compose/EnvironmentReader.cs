using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads <c>environment</c> and <c>env_file</c> of a service; what <c>environment</c> says wins.</summary>
internal sealed class EnvironmentReader(ComposeVariables variables, ReadOptions options)
{
    public FactList<EnvironmentVariable> Read(YamlMapping service)
    {
        var own = ValueReader.Pairs(service["environment"], pair => Variable(pair, variables));
        if (service["env_file"] is not { } files || files is YamlScalar { IsNull: true })
            return own;
        var names = new HashSet<string>(own.Where(static v => v.IsKnown).Select(static v => v.Value!.Name), StringComparer.Ordinal);
        var items = new List<Fact<EnvironmentVariable>>();
        var mayHaveMore = own.MayHaveMore;
        foreach (var file in files is YamlSequence sequence ? sequence.Items : [files])
        {
            if (Open(file) is { } text)
                items.AddRange(Variables(text, file).Where(v => !names.Contains(v.Value!.Name)));
            else
                mayHaveMore = true;
        }

        items.AddRange(own);
        return new FactList<EnvironmentVariable>(items, own.Origin ?? files.Origin, mayHaveMore);
    }

    /// <summary>A variable; without a value it is taken over from whoever starts the container.</summary>
    public static Fact<EnvironmentVariable> Variable(ComposePair pair, ComposeVariables variables)
    {
        if (pair.Name.IsUnknown)
            return Fact.Unknown<EnvironmentVariable>(pair.Origin);
        var value = pair.Value is null ? variables[pair.Name.Value] : pair.Value.Text();
        return Fact.Known(
            new EnvironmentVariable
            {
                Name = pair.Name.Value,
                Value = value.IsUnset ? Fact.Unknown<string>(pair.Origin) : value,
                Source = pair.Value is null ? ValueSource.HostEnvironment
                    : pair.Value is YamlScalar { IsInterpolated: true } ? ValueSource.Interpolated
                    : ValueSource.Literal,
            },
            pair.Origin);
    }

    // The last line of a name wins, of several files that of the last.
    private IEnumerable<Fact<EnvironmentVariable>> Variables(SourceText text, YamlNode file)
    {
        foreach (var variable in EnvFile.Read(text, variables, (file as YamlMapping)?["format"].KnownText() == "raw"))
        {
            yield return Fact.Known(
                new EnvironmentVariable
                {
                    Name = variable.Name,
                    Value = variable.Value.IsUnset ? Fact.Unknown<string>(variable.Origin) : variable.Value,
                    Source = variable.IsInherited ? ValueSource.HostEnvironment : variable.IsInterpolated ? ValueSource.Interpolated : ValueSource.Literal,
                },
                variable.Origin);
        }
    }

    private SourceText? Open(YamlNode file) =>
        (file is YamlMapping mapping ? mapping["path"] : file).KnownText() is { } path && !path.HasHole()
            ? options.Open(ComposePath.Combine(ComposePath.FolderOf(file.Source.Path), path))
            : null;
}
