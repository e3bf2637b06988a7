namespace ContainerSec;

/// <summary>A seccomp or AppArmor profile.</summary>
/// <param name="Kind">What sort of profile it is.</param>
/// <param name="Text">As written: a name, a path, a Kubernetes type.</param>
public readonly record struct SecurityProfile(SecurityProfileKind Kind, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
