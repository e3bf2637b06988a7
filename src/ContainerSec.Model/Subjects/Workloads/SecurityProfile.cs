namespace ContainerSec;

/// <summary>A seccomp or AppArmor profile.</summary>
/// <param name="Kind">What sort of profile it is.</param>
/// <param name="Text">As written: a name, a path, a Kubernetes type.</param>
public readonly record struct SecurityProfile(SecurityProfileKind Kind, string Text)
{
    /// <summary>Whether it holds a process back: the engine's own profile, or one that was written for it.</summary>
    internal bool IsConfining => Kind is SecurityProfileKind.RuntimeDefault or SecurityProfileKind.Localhost;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
