namespace ContainerSec.Threats;

/// <summary>Whether a container is held to a limit, and what that stops.</summary>
public sealed record ResourceLimit
{
    /// <summary>What is limited.</summary>
    public required LimitedResource Resource { get; init; }

    /// <summary>Whether there is a limit, with who says so.</summary>
    public required Ruling IsLimited { get; init; }

    /// <summary>The limit for people, <c>512 MiB</c>; empty when there is none or it is not known.</summary>
    public string Amount { get; init; } = "";

    /// <summary>The control file of control groups v1 with its value, <c>memory.limit_in_bytes 536870912</c>; empty when there is none.</summary>
    public string ControlV1 { get; init; } = "";

    /// <summary>The control file of control groups v2 with its value, <c>cpu.max 50000 100000</c>; empty when there is none.</summary>
    public string ControlV2 { get; init; } = "";

    /// <summary>What the limit stops.</summary>
    public required string Stops { get; init; }

    /// <summary>What it does not stop.</summary>
    public required string DoesNotStop { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Resource}: {(Amount.Length > 0 ? Amount : IsLimited.Truth switch { Truth.No => "unlimited", Truth.Yes => "limited", _ => "unknown" })}";
}
