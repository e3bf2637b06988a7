namespace ContainerSec;

/// <summary>Whoever wants something of a file: as much as the kernel looks at, and as much of it as is known.</summary>
public sealed record FileUser
{
    /// <summary>The user, as the initial user namespace numbers it; null when it is not known.</summary>
    public long? User { get; init; }

    /// <summary>The group that what it makes belongs to, as the initial user namespace numbers it; null when it is not known.</summary>
    public long? Group { get; init; }

    /// <summary>The supplementary groups; null when they are not known.</summary>
    public IReadOnlyList<long>? Groups { get; init; } = [];

    /// <summary>The capabilities in force; null when they are not known.</summary>
    public CapabilitySet? Capabilities { get; init; } = CapabilitySet.Empty;

    /// <summary>The user namespace that the capabilities hold in; null when it is not known.</summary>
    public UserNamespace? Namespace { get; init; } = UserNamespace.Initial;

    /// <summary>A process: the kernel looks at its effective ids and its effective capabilities.</summary>
    /// <param name="process">The process.</param>
    public static FileUser Of(ProcessCredentials process) => new()
    {
        User = process.EffectiveUser,
        Group = process.EffectiveGroup,
        Groups = process.Groups,
        Capabilities = process.Capabilities.Effective,
        Namespace = process.Namespace,
    };

    internal bool? IsOwner(long? owner) => User is { } user && owner is { } known ? user == known : null;

    internal bool? IsMemberOf(long? group)
    {
        if (group is not { } wanted)
            return null;
        if (Group == wanted || (Groups?.Contains(wanted) ?? false))
            return true;
        return Group is null || Groups is null ? null : false;
    }

    // capable_wrt_inode_uidgid of the kernel: a capability is good for files whose user and group the namespace knows.
    internal bool? HasOver(Capability capability, Inode file)
    {
        if (Capabilities is { } held && !held.Contains(capability))
            return false;
        bool? isMapped = Namespace is not { } here ? null
            : here.IsInitial ? true
            : file is { Owner: { } owner, Group: { } group } ? here.Maps(owner, group)
            : null;
        return isMapped is false ? false : Capabilities is null ? null : isMapped;
    }
}
