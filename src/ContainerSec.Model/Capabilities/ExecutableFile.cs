namespace ContainerSec;

/// <summary>What of an executable file changes the credentials of whoever runs it, execve(2).</summary>
public sealed record ExecutableFile
{
    // Kept without its null, so that executing a file copies nothing.
    private readonly FileCapabilities _capabilities;
    private readonly bool _isCapable;

    /// <summary>A file without set-user-ID, set-group-ID and capabilities.</summary>
    public static ExecutableFile Plain { get; } = new();

    /// <summary>A set-user-ID file of the host's root: what sudo, su and mount are.</summary>
    public static ExecutableFile SetUserIdRoot { get; } = new() { IsSetUserId = true };

    /// <summary>Its capabilities; null when it has none.</summary>
    public FileCapabilities? Capabilities
    {
        get => _isCapable ? _capabilities : null;
        init => (_capabilities, _isCapable) = (value.GetValueOrDefault(), value.HasValue);
    }

    /// <summary>Its owner, as the initial user namespace numbers it.</summary>
    public long Owner { get; init; }

    /// <summary>Its group, as the initial user namespace numbers it.</summary>
    public long Group { get; init; }

    /// <summary>The set-user-ID bit: it runs as its owner.</summary>
    public bool IsSetUserId { get; init; }

    /// <summary>The set-group-ID bit, together with the group's bit for execution (without that one it means something else): it runs with its group.</summary>
    public bool IsSetGroupId { get; init; }

    /// <summary>Whether the mount that it is executed from has the option <c>nosuid</c>: its bits and its capabilities are then passed over, and so they are on a mount of somebody else's mount namespace.</summary>
    public bool IsOnNosuidMount { get; init; }

    /// <summary>The user namespace that its file system was mounted in. Its bits and its capabilities hold in that one and in those below it.</summary>
    public UserNamespace FileSystemNamespace { get; init; } = UserNamespace.Initial;

    internal bool CountsIn(UserNamespace caller) => !IsOnNosuidMount && (FileSystemNamespace.IsInitial || caller.IsWithin(FileSystemNamespace));

    internal ref readonly FileCapabilities Given => ref _capabilities;

    // Without a root's id the capabilities are meant for the root of the file system's namespace.
    internal bool HasCapabilitiesFor(UserNamespace caller) =>
        _isCapable && (_capabilities.RootId ?? FileSystemNamespace.Root) is { } root && caller.HasAsRoot(root);
}
