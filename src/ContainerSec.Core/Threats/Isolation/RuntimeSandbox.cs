namespace ContainerSec.Threats;

/// <summary>The runtime that a container is started with, and what it puts between container and host.</summary>
public sealed record RuntimeSandbox
{
    internal RuntimeSandbox(SandboxKind kind, string name, IReadOnlyList<Evidence> because) => (Kind, Name, Because) = (kind, name, because);

    /// <summary>What stands between container and host.</summary>
    public SandboxKind Kind { get; }

    /// <summary>The runtime as it was written; the engine's default where nobody wrote one; empty when unknown.</summary>
    public string Name { get; }

    /// <summary>Who says so.</summary>
    public IReadOnlyList<Evidence> Because { get; }

    /// <summary>Whether a system call of the container is handled by the kernel of the host.</summary>
    public Ruling SharesKernel => new(
        Kind switch
        {
            SandboxKind.None or SandboxKind.SharedKernel or SandboxKind.UserNamespace => Truth.Yes,
            SandboxKind.Unknown => Truth.Maybe,
            _ => Truth.No,
        },
        Because);

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? $"{Kind}" : $"{Kind} ({Name})";
}
