namespace ContainerSec.Threats;

/// <summary>The namespace of an object, which need not be written: then it is the one that the manifests are applied to.</summary>
/// <param name="Name">The name; <c>default</c> stands for one that is not written, <c>?</c> for one that cannot be computed.</param>
/// <param name="IsAssumed">Whether it is one of these two.</param>
internal readonly record struct NamespaceName(string Name, bool IsAssumed)
{
    /// <summary>A namespace as it is written.</summary>
    public static NamespaceName Of(string name) => new(name, IsAssumed: false);

    /// <summary>The namespace of an object.</summary>
    public static NamespaceName Of(Fact<string> written) =>
        written.IsUnknown ? new("?", IsAssumed: true) : written.Is(static name => name.Length > 0) ? Of(written.Value!) : new("default", IsAssumed: true);

    private bool IsUnknown => IsAssumed && Name == "?";

    /// <summary>Whether both are one: a namespace that is not written may turn out to be any other, but is the same for all objects that do not write it.</summary>
    public Truth Is(NamespaceName other)
    {
        if (IsUnknown || other.IsUnknown)
            return Truth.Maybe;
        return Name == other.Name ? Truth.Yes : IsAssumed || other.IsAssumed ? Truth.Maybe : Truth.No;
    }
}
