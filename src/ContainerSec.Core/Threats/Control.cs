namespace ContainerSec.Threats;

/// <summary>A change to one thing that makes preconditions of attack steps false.</summary>
/// <param name="Info">The kind of change.</param>
/// <param name="Of">What is changed: a container, a binding, a network.</param>
/// <param name="Detail">What exactly, where there are several of the kind: the capability, the path; empty otherwise.</param>
/// <param name="Place">The line to change; null where nothing was written yet.</param>
public sealed record Control(ControlInfo Info, string Of, string Detail = "", Provenance? Place = null)
{
    /// <summary>Its name for machines, which no other one has: <c>unmount:api:/var/run/docker.sock</c>.</summary>
    public string Id => field ??= Detail.Length == 0 ? $"{Info.Id}:{Of}" : $"{Info.Id}:{Of}:{Detail}";

    /// <summary>What is done, for people: <c>api: drop the capability SYS_ADMIN</c>.</summary>
    public string Description => $"{Of}: {(Detail.Length == 0 ? Info.Title : string.Format(System.Globalization.CultureInfo.InvariantCulture, Info.Title, Detail))}";

    /// <summary>What the container is like after the change; null where it is not a container that is changed.</summary>
    internal Func<Workload, Workload>? Apply { get; init; }

    /// <inheritdoc/>
    public bool Equals(Control? other) => other is not null && (ReferenceEquals(this, other) || Id == other.Id);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
