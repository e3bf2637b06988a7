namespace ContainerSec.Threats;

/// <summary>What holds a container's process back besides namespaces and capabilities: seccomp, security modules, hidden paths, devices.</summary>
internal sealed class ConfinementFacts
{
    private readonly WorkloadFacts _facts;
    private SeccompFilter? _filter;

    public ConfinementFacts(WorkloadFacts facts)
    {
        _facts = facts;
        Seccomp = FindSeccomp();
        AppArmor = FindAppArmor();
    }

    /// <summary>The system-call filter in force.</summary>
    public Fact<SecurityProfile> Seccomp { get; }

    /// <summary>The AppArmor profile in force on a host that has AppArmor.</summary>
    public Fact<SecurityProfile> AppArmor { get; }

    /// <summary>Whether it holds anything back; a profile of one's own may allow everything.</summary>
    public Ruling IsFiltered => field ??= SeccompProfile is { } profile && Seccomp.IsKnown && Seccomp.Value.Kind != SecurityProfileKind.Unconfined
        ? FiltersBy(profile)
        : Confines(Seccomp, "seccomp profile", "system calls are filtered", "no system call is filtered");

    /// <summary>Whether AppArmor or SELinux confines it.</summary>
    public Ruling IsConfinedByModule => field ??= AppArmorConfines.Or(SeLinuxConfines);

    public Ruling AppArmorConfines => field ??= HostHasAppArmor().And(ProfileConfines());

    public Ruling SeLinuxConfines => field ??= FindSeLinux();

    public Ruling ProcWritable => field ??= FindProcWritable();

    public Ruling ProcUnmasked => field ??= ProcWritable.Or(FindUnmasked());

    public Ruling OpensBlockDevices => field ??= FindBlockDevices();

    /// <summary>The seccomp profile by its text; null when it is not at hand.</summary>
    private SeccompProfile? SeccompProfile => !Seccomp.IsKnown ? null : Seccomp.Value.Kind switch
    {
        SecurityProfileKind.Unconfined => Threats.SeccompProfile.Unconfined,
        SecurityProfileKind.RuntimeDefault => Threats.SeccompProfile.Default(_facts.Workload.Engine),
        SecurityProfileKind.Localhost => _facts.Options.SeccompProfiles.GetValueOrDefault(NameOf(Seccomp.Value.Text)),
        _ => null,
    };

    /// <summary>The profile of AppArmor by its text; null when it is not at hand.</summary>
    public AppArmorProfile? Profile => !AppArmor.IsKnown ? null : AppArmor.Value.Kind switch
    {
        SecurityProfileKind.RuntimeDefault => AppArmorProfile.DockerDefault,
        SecurityProfileKind.Localhost => _facts.Options.AppArmorProfiles.FirstOrDefault(profile => profile.Name == NameOf(AppArmor.Value.Text)),
        _ => null,
    };

    /// <summary>Whether the filter lets a system call through, with some arguments at least.</summary>
    public Ruling Allows(string systemCall, HeldCapabilities capabilities)
    {
        if (Seccomp.IsKnown && Seccomp.Value.Kind == SecurityProfileKind.Unconfined)
            return Ruling.Yes(IsFiltered.Because);
        if (SeccompProfile is not { } profile)
            return Ruling.Maybe([.. IsFiltered.Because, new Evidence($"whether the seccomp profile allows {systemCall} is not known", Seccomp.Origin)]);
        _filter ??= _facts.Options.FilterOf(profile, capabilities);
        var decision = _filter.Decide(systemCall).ToRuling();
        return decision with { Because = [.. decision.Because, new Evidence($"the system-call filter is {profile}", Seccomp.Origin)] };
    }

    /// <summary>Whether the security modules of the host allow an operation.</summary>
    public Ruling LsmAllows(string operation)
    {
        if (operation is not ("mount" or "umount" or "pivot_root" or "ptrace"))
            throw new ArgumentException($"'{operation}' is no operation; use mount, umount, pivot_root or ptrace.", nameof(operation));
        var byAppArmor = AppArmorConfines.And(ProfileDenies(operation));
        // The policy of container-selinux: a confined type mounts nothing and touches no process of another type.
        return byAppArmor.Or(SeLinuxConfines).Not();
    }

    // Every call that it lets through by default and no rule refuses: that filters nothing.
    private Ruling FiltersBy(SeccompProfile profile) => profile.DefaultAction is SeccompAction.Allow or SeccompAction.Log && Seccomp.Value.Kind == SecurityProfileKind.Localhost
        ? Ruling.Maybe(new Evidence($"the profile '{Seccomp.Value}' lets through what it does not name", Seccomp.Origin))
        : Ruling.Yes(new Evidence($"system calls are filtered by {profile}", Seccomp.Origin));

    // A profile at hand that denies mounting and tracing others confines; one that allows all of it is one in name only.
    private Ruling ProfileConfines() => Profile is { } profile && AppArmor.Is(static p => p.Kind == SecurityProfileKind.Localhost)
        ? profile.AllowsMount().And(profile.AllowsTracing("unconfined")).Not()
        : Confines(AppArmor, "AppArmor profile", "AppArmor confines it", "AppArmor does not confine it");

    private Ruling ProfileDenies(string operation)
    {
        if (Profile is { } profile)
            return profile.AllowsOperation(operation).Not();
        return AppArmor.IsKnown && AppArmor.Value.Kind == SecurityProfileKind.Unconfined
            ? Ruling.No(new Evidence("no AppArmor profile", AppArmor.Origin))
            : Ruling.Maybe(new Evidence($"whether the AppArmor profile{(AppArmor.IsKnown ? $" '{AppArmor.Value}'" : "")} denies {operation} is not known", AppArmor.Origin));
    }

    private static string NameOf(string text) => text.StartsWith("localhost/", StringComparison.Ordinal) ? text["localhost/".Length..] : text;

    private Fact<SecurityProfile> FindSeccomp()
    {
        var workload = _facts.Workload;
        if (_facts.IsWindows)
            return Fact.Known(new SecurityProfile(SecurityProfileKind.Unconfined, "none on Windows"), workload.Origin);
        if (workload.Confinement.Seccomp.IsUnset && !workload.IsComplete && !workload.Privileges.Privileged.Is(true))
            return Fact.Unknown<SecurityProfile>(workload.Origin);
        // What the engine's settings name replaces its own profile, of containers that are not privileged.
        if (workload.Confinement.Seccomp.IsUnset && _facts.Host?.SeccompProfile is { IsUnset: false } ofHost && !workload.Privileges.Privileged.Is(true))
        {
            return workload.Privileges.Privileged.IsUnknown ? Fact.Unknown<SecurityProfile>(workload.Privileges.Privileged.Origin) : ofHost.Select(static text => text switch
            {
                "unconfined" => new SecurityProfile(SecurityProfileKind.Unconfined, text),
                "" or "builtin" => new SecurityProfile(SecurityProfileKind.RuntimeDefault, text),
                _ => new SecurityProfile(SecurityProfileKind.Localhost, text),
            });
        }

        return workload.Engine.EffectiveSeccomp(workload);
    }

    private Fact<SecurityProfile> FindAppArmor()
    {
        var workload = _facts.Workload;
        if (workload.Confinement.AppArmor.IsUnset && !workload.IsComplete && !workload.Privileges.Privileged.Is(true))
            return Fact.Unknown<SecurityProfile>(workload.Origin);
        // A configuration of the runtime has no defaults: what is not there is not in force.
        return _facts.IsRuntimeSpec && workload.Confinement.AppArmor.IsUnset
            ? Fact.Known(new SecurityProfile(SecurityProfileKind.Unconfined, "none"), workload.Origin)
            : workload.Engine.EffectiveAppArmor(workload);
    }

    private Ruling Confines(Fact<SecurityProfile> profile, string what, string yes, string no) => !profile.IsKnown
        ? Ruling.Maybe(new Evidence($"the {what} is not known", profile.Origin))
        : profile.Value.Kind switch
        {
            SecurityProfileKind.RuntimeDefault => Ruling.Yes(new Evidence($"{yes} by the engine's own profile", profile.Origin)),
            SecurityProfileKind.Unconfined => Ruling.No(new Evidence(no, profile.Origin)),
            // A profile of one's own may allow everything.
            _ => Ruling.Maybe(new Evidence($"what the {what} '{profile.Value}' allows is not known", profile.Origin)),
        };

    private Ruling HostHasAppArmor()
    {
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no AppArmor"));
        if (_facts.Options.AppArmor is { } has)
            return has ? Ruling.Yes(new Evidence("the host enforces AppArmor")) : Ruling.No(new Evidence("the host does not enforce AppArmor"));
        var said = _facts.Workload.Confinement.AppArmor;
        // A kubelet and Podman refuse a profile on a host without AppArmor.
        return (_facts.IsKubernetes || _facts.IsPodman) && said.Is(static p => p.Kind is SecurityProfileKind.RuntimeDefault or SecurityProfileKind.Localhost)
            ? Ruling.Yes(new Evidence($"asks for the AppArmor profile '{said.Value}', without which it does not start", said.Origin))
            : Ruling.Maybe(new Evidence("whether the host enforces AppArmor is not known"));
    }

    private Ruling FindSeLinux()
    {
        var confinement = _facts.Workload.Confinement;
        return HostUsesSeLinux().And(LabelsOff().Not()).And(TypeConfines(confinement.SeLinuxType));
    }

    private Ruling HostUsesSeLinux()
    {
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no SELinux"));
        if (_facts.Options.SeLinux is { } uses)
            return uses ? Ruling.Yes(new Evidence("the host enforces SELinux for containers")) : Ruling.No(new Evidence("the host does not enforce SELinux for containers"));
        var isOptIn = _facts.IsDocker || _facts.Workload.Engine.Name == EngineProfile.Containerd.Name;
        // A label that somebody wrote is no proof either: engines pass over it where SELinux is off.
        var isLabelled = !_facts.Workload.Confinement.SeLinuxType.IsUnset || !_facts.Workload.Confinement.SeLinuxUser.IsUnset || !_facts.Workload.Confinement.SeLinuxRole.IsUnset;
        return isOptIn && !isLabelled
            ? Ruling.No(_facts.Default("containers are not labelled for SELinux unless the engine's settings ask for it"))
            : Ruling.Maybe(new Evidence("whether the host enforces SELinux is not known"));
    }

    private Ruling LabelsOff() => _facts.Privileged.Or(_facts.Ask(
        _facts.Workload.Confinement.SeLinuxDisabled,
        byDefault: false,
        "SELinux labels are switched off",
        "SELinux labels are on",
        "whether SELinux labels are switched off is not known"));

    private Ruling TypeConfines(Fact<string> type)
    {
        if (type.IsUnset)
            return _facts.Unsaid("the SELinux type is not known") ?? Ruling.Yes(_facts.Default("the SELinux type is container_t"));
        if (!type.IsKnown)
            return Ruling.Maybe(new Evidence("the SELinux type is not known", type.Origin));
        return new SeLinuxLabel { Type = type.Value }.Confinement switch
        {
            SeLinuxConfinement.Confined => Ruling.Yes(new Evidence($"the SELinux type is {type.Value}", type.Origin)),
            SeLinuxConfinement.Unconfined => Ruling.No(new Evidence($"the SELinux type {type.Value} is not confined", type.Origin)),
            _ => Ruling.Maybe(new Evidence($"what the SELinux type '{type.Value}' allows is not known", type.Origin)),
        };
    }

    // /proc/sys belongs to the kernel: writing core_pattern there runs a program of the host.
    private Ruling FindProcWritable()
    {
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no /proc"));
        var confinement = _facts.Workload.Confinement;
        var unmasked = Ask(confinement.ProcMount, static mount => mount == "Unmasked", "/proc is mounted unmasked", "/proc is mounted as usual");
        var uncovered = confinement.ReadOnlyPaths.State switch
        {
            FactState.Unset => ByDefault("/proc/sys", _facts.Workload.Engine.DefaultReadOnlyPaths, "/proc/sys can be written"),
            FactState.Known when confinement.ReadOnlyPaths.AnyKnown(static path => path is "/proc/sys" or "/proc") =>
                Ruling.No(new Evidence("/proc/sys is read-only", confinement.ReadOnlyPaths.Origin)),
            FactState.Known when !confinement.ReadOnlyPaths.HasUnknown => Ruling.Yes(new Evidence("/proc/sys can be written", confinement.ReadOnlyPaths.Origin)),
            _ => Ruling.Maybe(new Evidence("which paths are read-only is not known", confinement.ReadOnlyPaths.Origin)),
        };
        return _facts.Privileged.Or(unmasked).Or(uncovered);
    }

    private Ruling FindUnmasked()
    {
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no /proc"));
        var (masked, usual) = (_facts.Workload.Confinement.MaskedPaths, _facts.Workload.Engine.DefaultMaskedPaths);
        if (masked.IsUnset)
            return ByDefault("/proc/kcore", usual, "/proc/kcore is visible");
        if (masked.State == FactState.Unknown || masked.HasUnknown)
            return Ruling.Maybe(new Evidence("which paths are hidden is not known", masked.Origin));
        foreach (var path in MaskedPathInfo.Essential)
        {
            if (usual.Contains(path) && !masked.AnyKnown(hidden => hidden == path))
                return Ruling.Yes(new Evidence($"{path} is not hidden", masked.Origin));
        }

        return Ruling.No(new Evidence("the sensitive paths below /proc and /sys are hidden", masked.Origin));
    }

    private Ruling ByDefault(string path, IReadOnlyList<string> paths, string uncovered) =>
        _facts.Unsaid($"whether {path} is covered is not known")
        ?? (paths.Contains(path) ? Ruling.No(_facts.Default($"{path} is covered")) : Ruling.Yes(_facts.Default(uncovered)));

    private Ruling Ask(Fact<string> fact, Func<string, bool> condition, string yes, string no)
    {
        if (fact.IsUnset)
            return _facts.Unsaid($"whether {yes} is not known") ?? Ruling.No(_facts.Default(no));
        if (!fact.IsKnown)
            return Ruling.Maybe(new Evidence($"whether {yes} is not known", fact.Origin));
        return condition(fact.Value) ? Ruling.Yes(new Evidence(yes, fact.Origin)) : Ruling.No(new Evidence(no, fact.Origin));
    }

    // A rule for all block devices, or a disk that is handed in.
    private Ruling FindBlockDevices()
    {
        var storage = _facts.Workload.Storage;
        var open = _facts.Privileged;
        foreach (var rule in storage.DeviceCgroupRules)
        {
            if (!rule.IsKnown)
                open = open.Or(Ruling.Maybe(new Evidence("a device rule is not known", rule.Origin)));
            else if (rule.Value.TrimStart() is { Length: > 0 } text && text[0] is 'a' or 'b')
                open = open.Or(Ruling.Yes(new Evidence($"the device rule '{rule.Value}' opens block devices", rule.Origin)));
        }

        foreach (var device in storage.Devices)
        {
            if (!device.IsKnown)
                open = open.Or(Ruling.Maybe(new Evidence("a device of the host is not known", device.Origin)));
            else if (IsDisk(device.Value.HostPath))
                open = open.Or(Ruling.Yes(new Evidence($"has the host's disk '{device.Value.HostPath}'", device.Origin)));
        }

        if (storage.DeviceCgroupRules.MayHaveMore || storage.Devices.MayHaveMore)
            open = open.Or(Ruling.Maybe(new Evidence("which devices of the host it has is not known", storage.Devices.Origin ?? storage.DeviceCgroupRules.Origin)));
        return open.IsNo && _facts.Unsaid("which devices of the host it has is not known") is { } unsaid && storage.Devices.IsUnset ? unsaid : open;
    }

    private static bool IsDisk(string path) =>
        path is "/dev" or "/dev/" || new[] { "sd", "hd", "vd", "xvd", "nvme", "dm-", "mapper/", "loop", "md", "mmcblk", "disk/", "root", "zd", "rbd", "nbd" }.Any(name => path.StartsWith("/dev/" + name, StringComparison.Ordinal));
}
