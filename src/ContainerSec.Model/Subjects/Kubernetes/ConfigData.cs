namespace ContainerSec;

/// <summary>A ConfigMap or a Secret.</summary>
public sealed record ConfigData : KubernetesObject
{
    /// <summary>Its entries; of a Secret the values are those that stand in the text, base64 decoded where the format asks for it.</summary>
    public FactList<EnvironmentVariable> Entries { get; init; } = FactList<EnvironmentVariable>.Unset;

    /// <summary>The Secret's type.</summary>
    public Fact<string> Type { get; init; }

    /// <summary>Whether it is a Secret.</summary>
    public bool IsSecret => Kind == "Secret";
}
