namespace ContainerSec;

/// <summary>A Kubernetes object. <see cref="Subject.Kind"/> is its kind.</summary>
public record KubernetesObject : Subject
{
    /// <summary>Its API group and version: <c>apps/v1</c>.</summary>
    public Fact<string> ApiVersion { get; init; }

    /// <summary>Its namespace as written; unset for cluster-wide objects and where the namespace is chosen when it is applied.</summary>
    public Fact<string> Namespace { get; init; }

    /// <summary>Its labels.</summary>
    public FactList<Label> Labels { get; init; } = FactList<Label>.Unset;

    /// <summary>Its annotations.</summary>
    public FactList<Label> Annotations { get; init; } = FactList<Label>.Unset;
}
