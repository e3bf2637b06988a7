namespace ContainerSec;

/// <summary>The credentials of a process as far as capabilities go, and what system calls make of them.</summary>
/// <remarks>
/// capabilities(7), "Transformation of capabilities during execve()", "Capabilities and execution of programs by root" and "Effect of user ID changes
/// on capabilities"; where kernels of today differ from the page (set-group-ID to a group that one is already in), the kernel is followed.
/// Ids are as the initial user namespace numbers them, see <see cref="UserNamespace"/>.
/// </remarks>
public readonly record struct ProcessCredentials
{
    private readonly IReadOnlyList<long>? _groups;
    private readonly UserNamespace? _namespace;

    /// <summary>The credentials of a process that is one user and one group in every respect, without capabilities.</summary>
    /// <param name="user">The real, effective and saved user.</param>
    /// <param name="group">The real, effective and saved group.</param>
    public ProcessCredentials(long user, long group)
    {
        (RealUser, EffectiveUser, SavedUser) = (user, user, user);
        (RealGroup, EffectiveGroup, SavedGroup) = (group, group, group);
    }

    // What execve(2) leaves and what it changes, written once: "with" would copy the whole first.
    private ProcessCredentials(in ProcessCredentials from, long user, long group, CapabilityState capabilities, CapabilitySet ambient)
    {
        (RealUser, EffectiveUser, SavedUser) = (from.RealUser, user, user);
        (RealGroup, EffectiveGroup, SavedGroup) = (from.RealGroup, group, group);
        (_groups, _namespace) = (from._groups, from._namespace);
        (Capabilities, Ambient, Bounding) = (capabilities, ambient, from.Bounding);
        NoNewPrivileges = from.NoNewPrivileges;
        Securebits = from.Securebits & ~Securebits.KeepCaps;
    }

    /// <summary>The real user.</summary>
    public long RealUser { get; init; }

    /// <summary>The effective user.</summary>
    public long EffectiveUser { get; init; }

    /// <summary>The saved set-user-ID.</summary>
    public long SavedUser { get; init; }

    /// <summary>The real group.</summary>
    public long RealGroup { get; init; }

    /// <summary>The effective group.</summary>
    public long EffectiveGroup { get; init; }

    /// <summary>The saved set-group-ID.</summary>
    public long SavedGroup { get; init; }

    /// <summary>The supplementary groups.</summary>
    public IReadOnlyList<long> Groups
    {
        get => _groups ?? [];
        init => _groups = value;
    }

    /// <summary>The permitted, inheritable and effective sets.</summary>
    public CapabilityState Capabilities { get; init; }

    /// <summary>What may be kept over the execution of a file that has no privileges of its own.</summary>
    public CapabilitySet Ambient { get; init; }

    /// <summary>The most that files can give.</summary>
    public CapabilitySet Bounding { get; init; }

    /// <summary>The no_new_privs flag: executing a file adds nothing.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>What of the kernel's treatment of uid 0 is switched off.</summary>
    public Securebits Securebits { get; init; }

    /// <summary>The user namespace that the capabilities hold in.</summary>
    public UserNamespace Namespace
    {
        get => _namespace ?? UserNamespace.Initial;
        init => _namespace = value;
    }

    /// <summary>What a process has after it executed a file: execve(2).</summary>
    /// <param name="file">The file.</param>
    /// <returns>The new credentials; null when the kernel refuses (EPERM): the file asks for more than the bounding set has, and could not work with less.</returns>
    public ProcessCredentials? Execute(ExecutableFile file)
    {
        if (file is null)
            throw new ArgumentNullException(nameof(file));
        var here = Namespace;
        var counts = file.CountsIn(here);
        var (user, group) = (EffectiveUser, EffectiveGroup);
        // With no_new_privs the bits are passed over before anything else, and so are those of owners whom the namespace does not know.
        if (counts && !NoNewPrivileges && (file.IsSetUserId || file.IsSetGroupId) && here.Maps(file.Owner, file.Group))
        {
            user = file.IsSetUserId ? file.Owner : user;
            group = file.IsSetGroupId ? file.Group : group;
        }

        var permitted = CapabilitySet.Empty;
        var isEffective = false;
        var isCapable = counts && file.HasCapabilitiesFor(here);
        if (isCapable)
        {
            ref readonly var ofFile = ref file.Given;
            permitted = (Bounding & ofFile.Permitted) | (Capabilities.Inheritable & ofFile.Inheritable);
            isEffective = ofFile.IsEffective;
            if (isEffective && !permitted.ContainsAll(ofFile.Permitted & CapabilitySet.All))
                return null;
        }

        // A set-user-ID root file with capabilities gives another user its capabilities only.
        var (isRootReally, isRoot) = (RealUser == here.Root, user == here.Root);
        var isMixed = isCapable && isRoot && !isRootReally;
        if ((isRoot || isRootReally) && !isMixed && (Securebits & Securebits.NoRoot) == 0)
        {
            permitted = Bounding | Capabilities.Inheritable;
            isEffective |= isRoot;
        }

        var isChanged = user != EffectiveUser || !IsMemberOf(group);
        if (NoNewPrivileges && (isChanged || !Capabilities.Permitted.ContainsAll(permitted)))
        {
            (user, group) = (RealUser, RealGroup);
            permitted &= Capabilities.Permitted;
        }

        var ambient = isCapable || isChanged ? CapabilitySet.Empty : Ambient;
        permitted |= ambient;
        return new ProcessCredentials(this, user, group, new CapabilityState(permitted, Capabilities.Inheritable, isEffective ? permitted : ambient), ambient);
    }

    /// <summary>What a process has after it became another user: setuid(2).</summary>
    /// <param name="user">The user, as the initial user namespace numbers it.</param>
    /// <returns>The new credentials; null when the kernel refuses: the user is not mapped (EINVAL), or is neither the real nor the saved one and CAP_SETUID is not in force (EPERM).</returns>
    public ProcessCredentials? SetUser(long user)
    {
        if (Namespace.Users.ToInside(user) is null)
            return null;
        if (Capabilities.Effective.Contains(Capability.Setuid))
            return With(user, user, user);
        return user == RealUser || user == SavedUser ? With(RealUser, user, SavedUser) : null;
    }

    /// <summary>What a process has after it changed its three users: setresuid(2).</summary>
    /// <param name="real">The real user, as the initial user namespace numbers it; null leaves it.</param>
    /// <param name="effective">The effective user; null leaves it.</param>
    /// <param name="saved">The saved set-user-ID; null leaves it.</param>
    /// <returns>The new credentials; null when the kernel refuses: a user is not mapped (EINVAL), or is none of the three it has and CAP_SETUID is not in force (EPERM).</returns>
    public ProcessCredentials? SetUsers(long? real, long? effective, long? saved) =>
        MayBe(real) && MayBe(effective) && MayBe(saved) ? With(real ?? RealUser, effective ?? EffectiveUser, saved ?? SavedUser) : null;

    /// <summary>What a process has after it added to its ambient set: prctl(2), PR_CAP_AMBIENT_RAISE.</summary>
    /// <param name="capabilities">What to add.</param>
    /// <returns>The new credentials; null when the kernel refuses (EPERM): one is not both permitted and inheritable, or the securebits forbid it.</returns>
    public ProcessCredentials? RaiseAmbient(CapabilitySet capabilities) =>
        (Securebits & Securebits.NoCapAmbientRaise) == 0 && (Capabilities.Permitted & Capabilities.Inheritable).ContainsAll(capabilities)
            ? this with { Ambient = Ambient | capabilities }
            : null;

    /// <summary>What a process has after it entered a user namespace that was just made, or one that it has every capability in: unshare(2) and setns(2) with CLONE_NEWUSER.</summary>
    /// <param name="userNamespace">The namespace.</param>
    /// <returns>The new credentials: every capability, all of them good for that namespace only.</returns>
    public ProcessCredentials Enter(UserNamespace userNamespace) => this with
    {
        Namespace = userNamespace ?? throw new ArgumentNullException(nameof(userNamespace)),
        Securebits = Securebits.None,
        Bounding = CapabilitySet.All,
        Capabilities = new CapabilityState(CapabilitySet.All, CapabilitySet.Empty, CapabilitySet.All),
        Ambient = CapabilitySet.Empty,
    };

    /// <summary>The capabilities that count for what a user namespace owns: its network, its mounts, its processes.</summary>
    /// <param name="target">The namespace that owns it; for the clock, kernel modules and devices it is <see cref="UserNamespace.Initial"/>.</param>
    /// <returns>The effective set in one's own namespace and in those below it, all of them in one that the process' user made, none in any other.</returns>
    public CapabilitySet CapabilitiesOver(UserNamespace target)
    {
        for (var at = target ?? throw new ArgumentNullException(nameof(target)); at is not null; at = at.Parent)
        {
            if (at == Namespace)
                return Capabilities.Effective;
            if (at.Parent == Namespace && at.Owner == EffectiveUser)
                return CapabilitySet.All;
        }

        return CapabilitySet.Empty;
    }

    /// <summary>Whether the effective group or a supplementary one is a group.</summary>
    /// <param name="group">The group, as the initial user namespace numbers it.</param>
    public bool IsMemberOf(long group)
    {
        if (group == EffectiveGroup)
            return true;
        if (_groups is null)
            return false;
        for (var i = 0; i < _groups.Count; i++)
        {
            if (_groups[i] == group)
                return true;
        }

        return false;
    }

    private bool MayBe(long? user) => user is not { } id
        || (Namespace.Users.ToInside(id) is not null
            && (id == RealUser || id == EffectiveUser || id == SavedUser || Capabilities.Effective.Contains(Capability.Setuid)));

    // "Effect of user ID changes on capabilities"; only when the last uid 0 goes are the permitted ones lost.
    private ProcessCredentials With(long real, long effective, long saved)
    {
        var changed = this with { RealUser = real, EffectiveUser = effective, SavedUser = saved };
        if ((Securebits & Securebits.NoSetuidFixup) != 0 || Namespace.Root is not { } root)
            return changed;
        var (permitted, inForce, ambient) = (Capabilities.Permitted, Capabilities.Effective, Ambient);
        var wasRoot = RealUser == root || EffectiveUser == root || SavedUser == root;
        if (wasRoot && real != root && effective != root && saved != root)
        {
            ambient = CapabilitySet.Empty;
            if ((Securebits & Securebits.KeepCaps) == 0)
                (permitted, inForce) = (CapabilitySet.Empty, CapabilitySet.Empty);
        }

        if (EffectiveUser == root && effective != root)
            inForce = CapabilitySet.Empty;
        else if (EffectiveUser != root && effective == root)
            inForce = permitted;
        return changed with { Capabilities = Capabilities with { Permitted = permitted, Effective = inForce }, Ambient = ambient };
    }
}
