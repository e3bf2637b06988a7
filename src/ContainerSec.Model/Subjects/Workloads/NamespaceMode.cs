namespace ContainerSec;

/// <summary>Whose namespace a container uses, namespaces(7).</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Target">The other container, service or network where <paramref name="Kind"/> asks for one.</param>
public readonly record struct NamespaceMode(NamespaceKind Kind, string? Target = null)
{
    /// <summary>The host's own namespace.</summary>
    public static NamespaceMode Host { get; } = new(NamespaceKind.Host);

    /// <summary>A namespace of its own.</summary>
    public static NamespaceMode Private { get; } = new(NamespaceKind.Private);

    /// <inheritdoc/>
    public override string ToString() => Target is null ? Kind.ToString() : $"{Kind}:{Target}";
}
