namespace ContainerSec;

/// <summary>What of an executable file changes the credentials of whoever runs it, execve(2).</summary>
public sealed record ExecutableFile
{
    /// <summary>A file without set-user-ID, set-group-ID and capabilities.</summary>
    public static ExecutableFile Plain { get; } = new();

    /// <summary>Its capabilities (the attribute <c>security.capability</c>); null when it has none. Of the effective set only whether it is empty counts: in a file it is one bit.</summary>
    public CapabilityState? Capabilities { get; init; }

    /// <summary>The owner of a set-user-ID file; null when the bit is not set.</summary>
    public long? SetUserId { get; init; }

    /// <summary>The group of a set-group-ID file; null when the bit is not set.</summary>
    public long? SetGroupId { get; init; }
}
