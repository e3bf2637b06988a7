namespace ContainerSec.Readers.Compose;

/// <summary>The variables that a Compose file may refer to: those that were given, then those of env files.</summary>
internal sealed class ComposeVariables
{
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly Dictionary<string, Fact<string>> _files = new(StringComparer.Ordinal);

    public ComposeVariables(IReadOnlyDictionary<string, string> given) => _given = given;

    private ComposeVariables(ComposeVariables outer)
    {
        _given = outer._given;
        foreach (var variable in outer._files)
            _files.Add(variable.Key, variable.Value);
    }

    /// <summary>The value of a variable; unset when nobody gives one, unknown when it depends on something unknown.</summary>
    public Fact<string> this[string name] =>
        _given.TryGetValue(name, out var value) ? Fact.Known(value)
        : _files.TryGetValue(name, out var fact) ? fact
        : default;

    /// <summary>Adds an env file's variables; in one file the last of a name wins.</summary>
    public void Add(SourceText file)
    {
        foreach (var variable in EnvFile.Read(file, this))
        {
            if (!variable.Value.IsUnset)
                _files[variable.Name] = variable.Value;
        }
    }

    /// <summary>These variables and those of further env files; where both have one, these win.</summary>
    public ComposeVariables With(IEnumerable<SourceText> files)
    {
        var inner = new ComposeVariables(this);
        foreach (var file in files)
            inner.Add(file);
        foreach (var variable in _files)
            inner._files[variable.Key] = variable.Value;
        return inner;
    }
}
