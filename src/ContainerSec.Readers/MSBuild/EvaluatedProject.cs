namespace ContainerSec.Readers.MSBuild;

/// <summary>What MSBuild made of a project's container properties and items: imports, conditions and other properties resolved.</summary>
/// <remarks>
/// A text with one <c>Name=Value</c> a line, of items one line each: <c>ContainerPort=8080/tcp</c>. Of variables and labels only the names are
/// there: a value may come from elsewhere and be a secret.
/// </remarks>
internal sealed class EvaluatedProject
{
    private EvaluatedProject(string path) => Path = path;

    /// <summary>The project file.</summary>
    public string Path { get; private set; }

    /// <summary>Properties that have a value.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of items by their type.</summary>
    public Dictionary<string, List<string>> Items { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static EvaluatedProject Parse(string content)
    {
        var project = new EvaluatedProject("");
        foreach (var line in content.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf('=');
            if (at < 0)
                continue;
            var (name, value) = (line.Substring(0, at).Trim(), line.Substring(at + 1).Trim());
            if (name == "Project")
                project.Path = value;
            else if (name is "ContainerPort" or "ContainerEnvironmentVariable" or "ContainerLabel")
                project.Add(name, value.TrimEnd('/'));
            else if (value.Length > 0)
                project.Properties[name] = value;
        }

        return project;
    }

    private void Add(string type, string name)
    {
        if (!Items.TryGetValue(type, out var names))
            Items.Add(type, names = []);
        names.Add(name);
    }
}
