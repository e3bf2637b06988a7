using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads <c>environment</c> and <c>env_file</c> of a service; what <c>environment</c> says wins.</summary>
internal sealed class EnvironmentReader(ComposeVariables variables, ReadOptions options)
{
    // Many services may take the same file.
    private readonly Dictionary<(string Path, bool IsRaw), List<Fact<EnvironmentVariable>>?> _files = [];

    public FactList<EnvironmentVariable> Read(YamlMapping service)
    {
        var own = ValueReader.Pairs(service["environment"], pair => Variable(pair, variables));
        if (service["env_file"] is not { } files || files is YamlScalar { IsNull: true })
            return own;
        // The last of a name wins: what is written in the service, then the later file.
        var named = new HashSet<string>(own.Where(static v => v.IsKnown).Select(static v => v.Value!.Name), StringComparer.Ordinal);
        var items = new List<Fact<EnvironmentVariable>>();
        var mayHaveMore = own.MayHaveMore;
        var paths = files is YamlSequence sequence ? sequence.Items : [files];
        for (var i = paths.Count - 1; i >= 0; i--)
        {
            if (Variables(paths[i]) is not { } lines)
            {
                mayHaveMore = true;
                continue;
            }

            items.InsertRange(0, lines.Where(v => !named.Contains(v.Value!.Name)));
            named.UnionWith(lines.Select(static v => v.Value!.Name));
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

    // Null when the file cannot be opened, or when it is not known which one it is.
    private List<Fact<EnvironmentVariable>>? Variables(YamlNode file)
    {
        var settings = file as YamlMapping;
        if ((settings is null ? file : settings["path"]).KnownText() is not { } path)
            return null;
        path = ComposePath.Combine(ComposePath.FolderOf(file.Source.Path), path);
        var key = (path, settings?["format"].KnownText() == "raw");
        if (!_files.TryGetValue(key, out var known))
            _files[key] = known = options.Open(path) is { } text ? EnvFile.Read(text, variables, key.Item2).ConvertAll(ToFact) : null;
        return known;
    }

    private static Fact<EnvironmentVariable> ToFact(EnvFileVariable variable) => Fact.Known(
        new EnvironmentVariable
        {
            Name = variable.Name,
            Value = variable.Value.IsUnset ? Fact.Unknown<string>(variable.Origin) : variable.Value,
            Source = variable.IsInherited ? ValueSource.HostEnvironment : variable.IsInterpolated ? ValueSource.Interpolated : ValueSource.Literal,
        },
        variable.Origin);
}
