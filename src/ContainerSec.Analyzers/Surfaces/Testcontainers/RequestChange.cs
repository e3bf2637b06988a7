using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a modifier of the request does to what the builder said: what it sets counts, a list that it adds to gets longer, and one that it sets takes the place of the builder's.</summary>
/// <param name="change">What it says.</param>
/// <param name="replaced">The members of the request and of its host configuration that it sets as a whole.</param>
internal sealed class RequestChange(Workload change, HashSet<string> replaced)
{
    /// <summary>A modifier, by the request as it left it.</summary>
    public static RequestChange Of(ObjectValue request, Workload change)
    {
        var replaced = new HashSet<string>(WholeMembers(request), StringComparer.Ordinal);
        if (request["HostConfig"]?.Value is ObjectValue host)
            replaced.UnionWith(WholeMembers(host));
        return new RequestChange(change, replaced);
    }

    public Workload Apply(Workload said)
    {
        if (replaced.Contains("HostConfig"))
            said = WithoutHost(said);
        return Changed(said);
    }

    // What the code only looked at, or added to, is what it was before.
    private static IEnumerable<string> WholeMembers(ObjectValue instance) => instance.Names.Where(name => instance[name]!.Value.Value
        is not (ObjectValue { IsImplicit: true } or ObjectValue { IsPartial: true } or ListValue { IsImplicit: true } or ListValue { MayHaveMore: true } or MapValue { IsImplicit: true } or MapValue { MayHaveMore: true }));

    // All that is not of the process is in the host configuration; files are copied by the library, not by the engine.
    private static Workload WithoutHost(Workload said) => said with
    {
        Privileges = new Privileges { User = said.Privileges.User, Group = said.Privileges.Group },
        Resources = new Resources(),
        Isolation = new Isolation { OperatingSystem = said.Isolation.OperatingSystem },
        Confinement = new Confinement(),
        Storage = new Storage { Mounts = Copies(said.Storage.Mounts) },
        Network = new WorkloadNetwork { ExposedPorts = said.Network.ExposedPorts, Networks = said.Network.Networks },
        Lifecycle = said.Lifecycle with { Restart = default, LogDriver = default, AutoRemove = default },
    };

    private static FactList<Mount> Copies(FactList<Mount> mounts) =>
        mounts.IsUnset ? mounts : new FactList<Mount>([.. mounts.Where(static m => m is { IsKnown: true, Value.Kind: MountKind.Copy })], mounts.Origin);

    private Workload Changed(Workload said) => said with
    {
        Privileges = Apply(said.Privileges, change.Privileges),
        Resources = Apply(said.Resources, change.Resources),
        Isolation = Apply(said.Isolation, change.Isolation),
        Confinement = Apply(said.Confinement, change.Confinement),
        Storage = new Storage
        {
            Mounts = (replaced.Contains("Mounts") ? Copies(said.Storage.Mounts) : said.Storage.Mounts).Concat(change.Storage.Mounts),
            Devices = Joined("Devices", said.Storage.Devices, change.Storage.Devices),
            DeviceCgroupRules = Joined("DeviceCgroupRules", said.Storage.DeviceCgroupRules, change.Storage.DeviceCgroupRules),
            VolumesFrom = Joined("VolumesFrom", said.Storage.VolumesFrom, change.Storage.VolumesFrom),
        },
        Network = said.Network with
        {
            Ports = Joined("PortBindings", said.Network.Ports, change.Network.Ports),
            ExposedPorts = Joined("ExposedPorts", said.Network.ExposedPorts, change.Network.ExposedPorts),
            PublishAllPorts = change.Network.PublishAllPorts.Or(said.Network.PublishAllPorts),
            ExtraHosts = Joined("ExtraHosts", said.Network.ExtraHosts, change.Network.ExtraHosts),
        },
        Image = change.Image.Reference.IsUnset ? said.Image : said.Image with { Reference = change.Image.Reference },
        Configuration = said.Configuration with
        {
            Environment = Joined("Env", said.Configuration.Environment, change.Configuration.Environment),
            Entrypoint = Replaced(said.Configuration.Entrypoint, change.Configuration.Entrypoint),
            Command = Replaced(said.Configuration.Command, change.Configuration.Command),
            Labels = Joined("Labels", said.Configuration.Labels, change.Configuration.Labels),
            WorkingDirectory = change.Configuration.WorkingDirectory.Or(said.Configuration.WorkingDirectory),
        },
        Lifecycle = said.Lifecycle with
        {
            Restart = change.Lifecycle.Restart.Or(said.Lifecycle.Restart),
            HealthCheck = change.Lifecycle.HealthCheck.Or(said.Lifecycle.HealthCheck),
            LogDriver = change.Lifecycle.LogDriver.Or(said.Lifecycle.LogDriver),
            AutoRemove = change.Lifecycle.AutoRemove.Or(said.Lifecycle.AutoRemove),
        },
    };

    private Privileges Apply(Privileges said, Privileges change) => said with
    {
        Privileged = change.Privileged.Or(said.Privileged),
        User = change.User.Or(said.User),
        Group = change.Group.Or(said.Group),
        SupplementaryGroups = Joined("GroupAdd", said.SupplementaryGroups, change.SupplementaryGroups),
        CapabilitiesAdded = Joined("CapAdd", said.CapabilitiesAdded, change.CapabilitiesAdded),
        CapabilitiesDropped = Joined("CapDrop", said.CapabilitiesDropped, change.CapabilitiesDropped),
        NoNewPrivileges = change.NoNewPrivileges.Or(said.NoNewPrivileges),
    };

    private Resources Apply(Resources said, Resources change) => said with
    {
        MemoryLimit = change.MemoryLimit.Or(said.MemoryLimit),
        MemoryRequest = change.MemoryRequest.Or(said.MemoryRequest),
        CpuLimit = change.CpuLimit.Or(said.CpuLimit),
        PidsLimit = change.PidsLimit.Or(said.PidsLimit),
        OomKillDisabled = change.OomKillDisabled.Or(said.OomKillDisabled),
        CgroupParent = change.CgroupParent.Or(said.CgroupParent),
        Ulimits = Joined("Ulimits", said.Ulimits, change.Ulimits),
    };

    private static Isolation Apply(Isolation said, Isolation change) => said with
    {
        Network = change.Network.Or(said.Network),
        Pid = change.Pid.Or(said.Pid),
        Ipc = change.Ipc.Or(said.Ipc),
        Uts = change.Uts.Or(said.Uts),
        User = change.User.Or(said.User),
        Cgroup = change.Cgroup.Or(said.Cgroup),
        Runtime = change.Runtime.Or(said.Runtime),
        WindowsIsolation = change.WindowsIsolation.Or(said.WindowsIsolation),
        OperatingSystem = change.OperatingSystem.Or(said.OperatingSystem),
    };

    private Confinement Apply(Confinement said, Confinement change) => said with
    {
        Seccomp = change.Seccomp.Or(said.Seccomp),
        AppArmor = change.AppArmor.Or(said.AppArmor),
        SeLinuxDisabled = change.SeLinuxDisabled.Or(said.SeLinuxDisabled),
        SeLinuxUser = change.SeLinuxUser.Or(said.SeLinuxUser),
        SeLinuxRole = change.SeLinuxRole.Or(said.SeLinuxRole),
        SeLinuxType = change.SeLinuxType.Or(said.SeLinuxType),
        MaskedPaths = Replaced(said.MaskedPaths, change.MaskedPaths),
        ReadOnlyPaths = Replaced(said.ReadOnlyPaths, change.ReadOnlyPaths),
        Sysctls = Joined("Sysctls", said.Sysctls, change.Sysctls),
        ReadOnlyRootFileSystem = change.ReadOnlyRootFileSystem.Or(said.ReadOnlyRootFileSystem),
    };

    private FactList<T> Joined<T>(string member, FactList<T> said, FactList<T> change) => replaced.Contains(member) ? change : said.Concat(change);

    private static FactList<string> Replaced(FactList<string> said, FactList<string> change) => change.IsUnset ? said : change;
}
