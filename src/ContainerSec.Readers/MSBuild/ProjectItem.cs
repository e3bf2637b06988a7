namespace ContainerSec.Readers.MSBuild;

/// <summary>An item of a project file: <c>&lt;ContainerPort Include="8080" Type="tcp" /&gt;</c>.</summary>
internal sealed class ProjectItem(string type, ProjectValue include)
{
    public string Type { get; } = type;

    public ProjectValue Include { get; } = include;

    /// <summary>Metadata, written as attributes or as elements inside.</summary>
    public Dictionary<string, ProjectValue> Metadata { get; } = new(StringComparer.OrdinalIgnoreCase);
}
