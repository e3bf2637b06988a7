namespace ContainerSec;

/// <summary>The credentials of a process as far as capabilities go, and what execve(2) makes of them.</summary>
/// <remarks>
/// capabilities(7), "Transformation of capabilities during execve()" and "Capabilities and execution of programs by root";
/// where kernels of today differ from the page (setgid to a group that one is already in), the kernel is followed.
/// </remarks>
public sealed record ProcessCredentials
{
    /// <summary>The real user.</summary>
    public long RealUser { get; init; }

    /// <summary>The effective user.</summary>
    public long EffectiveUser { get; init; }

    /// <summary>The effective group.</summary>
    public long EffectiveGroup { get; init; }

    /// <summary>The supplementary groups.</summary>
    public IReadOnlyList<long> Groups { get; init; } = [];

    /// <summary>The permitted, inheritable and effective sets.</summary>
    public CapabilityState Capabilities { get; init; }

    /// <summary>What may be kept over the execution of a file that has no privileges of its own.</summary>
    public CapabilitySet Ambient { get; init; }

    /// <summary>The most that files can give.</summary>
    public CapabilitySet Bounding { get; init; }

    /// <summary>The no_new_privs flag: executing a file adds nothing.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>The securebit <c>SECBIT_NOROOT</c>: uid 0 gets nothing for being uid 0.</summary>
    public bool IgnoresRoot { get; init; }

    /// <summary>What a process has after it executed a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The new credentials; null when the kernel refuses (EPERM): the file asks for more than the bounding set has, and could not work with less.</returns>
    public ProcessCredentials? Execute(ExecutableFile file)
    {
        if (file is null)
            throw new ArgumentNullException(nameof(file));
        // With no_new_privs the bits set-user-ID and set-group-ID are passed over before anything else.
        var user = NoNewPrivileges ? EffectiveUser : file.SetUserId ?? EffectiveUser;
        var group = NoNewPrivileges ? EffectiveGroup : file.SetGroupId ?? EffectiveGroup;
        var permitted = CapabilitySet.Empty;
        var effective = false;
        if (file.Capabilities is { } ofFile)
        {
            permitted = (Bounding & ofFile.Permitted) | (Capabilities.Inheritable & ofFile.Inheritable);
            effective = !ofFile.Effective.IsEmpty;
            if (effective && !permitted.ContainsAll(ofFile.Permitted))
                return null;
        }

        // A set-user-ID root file with capabilities gives another user its capabilities only.
        var isMixed = file.Capabilities is not null && RealUser != 0 && user == 0;
        if (!IgnoresRoot && !isMixed && (RealUser == 0 || user == 0))
        {
            permitted = Bounding | Capabilities.Inheritable;
            effective |= user == 0;
        }

        var isSetId = user != RealUser || (group != EffectiveGroup && !Groups.Contains(group));
        if (NoNewPrivileges)
            permitted &= Capabilities.Permitted;
        var ambient = file.Capabilities is not null || isSetId ? CapabilitySet.Empty : Ambient;
        permitted |= ambient;
        return this with
        {
            EffectiveUser = user,
            EffectiveGroup = group,
            Ambient = ambient,
            Capabilities = new CapabilityState(permitted, Capabilities.Inheritable, effective ? permitted : ambient),
        };
    }
}
