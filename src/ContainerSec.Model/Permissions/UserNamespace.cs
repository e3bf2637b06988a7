namespace ContainerSec;

/// <summary>A user namespace: within it its root holds every capability, and outside of it none of them counts, user_namespaces(7).</summary>
/// <remarks>Ids are kept as the initial namespace numbers them, as the kernel does: those of files and of processes can then be compared whoever looks.</remarks>
public sealed class UserNamespace
{
    private UserNamespace()
    {
        Users = IdMap.Identity;
        Groups = IdMap.Identity;
    }

    /// <summary>A user namespace within another one.</summary>
    /// <param name="parent">The namespace that it was made in.</param>
    /// <param name="owner">The effective user who made it, as the initial namespace numbers it.</param>
    /// <param name="users">Its uid_map: outside are the ids of the parent.</param>
    /// <param name="groups">Its gid_map: outside are the ids of the parent.</param>
    public UserNamespace(UserNamespace parent, long owner, IdMap users, IdMap groups)
    {
        Parent = parent ?? throw new ArgumentNullException(nameof(parent));
        Owner = owner;
        Users = (users ?? throw new ArgumentNullException(nameof(users))).Through(parent.Users);
        Groups = (groups ?? throw new ArgumentNullException(nameof(groups))).Through(parent.Groups);
        Root = Users.ToOutside(0);
    }

    /// <summary>The namespace of the host.</summary>
    public static UserNamespace Initial { get; } = new();

    /// <summary>The namespace that it was made in; null for the initial one.</summary>
    public UserNamespace? Parent { get; }

    /// <summary>Who made it, as the initial namespace numbers users: with that user's id one has every capability in it, from the parent.</summary>
    public long Owner { get; }

    /// <summary>Its users, to those of the initial namespace.</summary>
    public IdMap Users { get; }

    /// <summary>Its groups, to those of the initial namespace.</summary>
    public IdMap Groups { get; }

    /// <summary>Its user 0, as the initial namespace numbers it; null when nobody is mapped to 0.</summary>
    public long? Root { get; } = 0;

    /// <summary>Whether it is the namespace of the host.</summary>
    public bool IsInitial => Parent is null;

    /// <summary>Whether it is a namespace or was made below it.</summary>
    /// <param name="other">The namespace above.</param>
    public bool IsWithin(UserNamespace other)
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            if (at == other)
                return true;
        }

        return false;
    }

    /// <summary>Whether a file of these owners is within reach of its capabilities: both are mapped (<c>privileged_wrt_inode_uidgid</c> in the kernel).</summary>
    /// <param name="owner">The file's user, as the initial namespace numbers it.</param>
    /// <param name="group">The file's group, as the initial namespace numbers it.</param>
    public bool Maps(long owner, long group) => IsInitial || (Users.ToInside(owner) is not null && Groups.ToInside(group) is not null);

    // Version 3 of file capabilities: whose root the attribute names, this namespace's or that of one above.
    internal bool HasAsRoot(long user)
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            if (at.Root == user)
                return true;
        }

        return false;
    }
}
