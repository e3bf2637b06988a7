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

    /// <summary>Whether both are in one namespace; null when only one of them says which, since the other's is chosen when it is applied.</summary>
    /// <param name="other">The namespace of the other one, as written.</param>
    public bool? IsInNamespace(Fact<string> other) =>
        Namespace.IsKnown && other.IsKnown ? Namespace.Value == other.Value
        : Namespace.IsUnset && other.IsUnset ? true
        : null;
}
