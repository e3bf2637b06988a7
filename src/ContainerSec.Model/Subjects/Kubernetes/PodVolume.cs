namespace ContainerSec;

/// <summary>A volume of a pod.</summary>
public sealed record PodVolume
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its source as the API spells it: <c>hostPath</c>, <c>emptyDir</c>, <c>configMap</c>; <c>emptyDir</c>, the API's default, when none is written.</summary>
    public string Type { get; init; } = "";

    /// <summary>The path of a hostPath volume; the name of a secret, config map or claim.</summary>
    public Fact<string> Source { get; init; }
}
