namespace ContainerSec;

/// <summary>A file or folder as far as its permissions go: mode and owners, inode(7).</summary>
/// <remarks>
/// The rules are those of path_resolution(7), "Permissions", and capabilities(7); answers are yes, no, or null when a fact that decides is not known.
/// Access control lists, read-only mounts, immutable flags and security modules are not asked: they can only take away.
/// </remarks>
public sealed record Inode
{
    private const int SetUserId = 0b100_000_000_000;
    private const int SetGroupId = 0b010_000_000_000;
    private const int Sticky = 0b001_000_000_000;
    private const int ExecutableByGroup = 0b001_000;
    private const int ExecutableByAny = 0b001_001_001;

    /// <summary>The twelve bits of the mode: set-user-ID, set-group-ID, sticky, then read, write and execute of owner, group and others; null when it is not known.</summary>
    public int? Mode { get; init; }

    /// <summary>Its user, as the initial user namespace numbers it; null when it is not known.</summary>
    public long? Owner { get; init; }

    /// <summary>Its group, as the initial user namespace numbers it; null when it is not known.</summary>
    public long? Group { get; init; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; init; }

    /// <summary>Whether somebody may do something with it, once its folders let it be reached.</summary>
    /// <param name="who">Who wants it.</param>
    /// <param name="wanted">What is wanted, all of it.</param>
    /// <returns>Null when a fact that decides is not known.</returns>
    public bool? Allows(FileUser who, FilePermission wanted)
    {
        if (who is null)
            throw new ArgumentNullException(nameof(who));
        // The operators of bool? are those of three-valued logic.
        return BitsAllow(who, (int)wanted) | CapabilitiesAllow(who, wanted);
    }

    /// <summary>Whether somebody may remove or rename an entry of this folder: it takes the right to write and search it and, if the folder is sticky, to own one of the two.</summary>
    /// <param name="who">Who wants it.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>Null when a fact that decides is not known.</returns>
    public bool? AllowsRemoval(FileUser who, Inode entry)
    {
        if (entry is null)
            throw new ArgumentNullException(nameof(entry));
        var mayWrite = Allows(who, FilePermission.Write | FilePermission.Execute);
        if (Mode is { } mode && (mode & Sticky) == 0)
            return mayWrite;
        var owns = who.IsOwner(entry.Owner) | who.IsOwner(Owner) | who.HasOver(Capability.Fowner, entry);
        return mayWrite & (Mode is null && owns is not true ? null : owns);
    }

    /// <summary>What an entry that somebody makes in this folder looks like: in a set-group-ID folder it belongs to the folder's group.</summary>
    /// <param name="who">Who makes it.</param>
    /// <param name="mode">The mode that is asked for, less the umask.</param>
    /// <param name="isFolder">Whether it is a folder: those hand the set-group-ID bit on.</param>
    public Inode Create(FileUser who, int mode, bool isFolder)
    {
        if (who is null)
            throw new ArgumentNullException(nameof(who));
        var entry = new Inode { Mode = mode, Owner = who.User, Group = who.Group, IsFolder = isFolder };
        if (Mode is not { } mine)
            return entry with { Mode = isFolder || IsSetGroupIdProgram(mode) ? null : mode, Group = Group == who.Group ? Group : null };
        if ((mine & SetGroupId) == 0)
            return entry;
        if (isFolder)
            return entry with { Mode = mode | SetGroupId, Group = Group };
        // Otherwise anybody who may write here could make a program that runs with the folder's group.
        return (who.IsMemberOf(Group) | who.HasOver(Capability.Fsetid, this)) switch
        {
            _ when !IsSetGroupIdProgram(mode) => entry with { Group = Group },
            true => entry with { Group = Group },
            false => entry with { Mode = mode & ~SetGroupId, Group = Group },
            null => entry with { Mode = null, Group = Group },
        };
    }

    /// <summary>What the file looks like after somebody wrote to it: set-user-ID and set-group-ID go, unless the writer has FSETID on the host.</summary>
    /// <param name="who">Who wrote.</param>
    public Inode Write(FileUser who)
    {
        if (who is null)
            throw new ArgumentNullException(nameof(who));
        if (IsFolder || Mode is not { } mode || (mode & (SetUserId | SetGroupId)) == 0)
            return this;
        // Without the group's right to execute the bit asks for mandatory locks: it goes only when a stranger writes.
        var losesGroup = (mode & SetGroupId) == 0 ? false
            : IsSetGroupIdProgram(mode) ? true
            : !(who.IsMemberOf(Group) | who.HasOver(Capability.Fsetid, this));
        var keeps = who.Namespace?.IsInitial & who.Capabilities?.Contains(Capability.Fsetid);
        if (keeps is true || ((mode & SetUserId) == 0 && losesGroup is false))
            return this;
        return this with { Mode = keeps is null || losesGroup is null ? null : mode & ~SetUserId & (losesGroup is true ? ~SetGroupId : ~0) };
    }

    // The first class that fits decides alone: an owner without rights is not helped by those of others.
    private bool? BitsAllow(FileUser who, int wanted)
    {
        if (wanted == 0)
            return true;
        if (Mode is not { } mode)
            return null;
        bool Has(int shift) => (mode >> shift & wanted) == wanted;
        bool? group = who.IsMemberOf(Group) is { } isMember ? Has(isMember ? 3 : 0) : Has(3) == Has(0) ? Has(0) : null;
        return who.IsOwner(Owner) switch
        {
            true => Has(6),
            false => group,
            null => group == Has(6) ? group : null,
        };
    }

    private bool? CapabilitiesAllow(FileUser who, FilePermission wanted)
    {
        var isReading = IsFolder ? (wanted & FilePermission.Write) == 0 : wanted == FilePermission.Read;
        var readSearch = isReading ? who.HasOver(Capability.DacReadSearch, this) : false;
        // Nobody can execute a file that is nobody's to execute.
        bool? isOverridable = IsFolder || (wanted & FilePermission.Execute) == 0 ? true : Mode is { } mode ? (mode & ExecutableByAny) != 0 : null;
        return readSearch | (isOverridable & who.HasOver(Capability.DacOverride, this));
    }

    private static bool IsSetGroupIdProgram(int mode) => (mode & (SetGroupId | ExecutableByGroup)) == (SetGroupId | ExecutableByGroup);
}
