namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a modifier of the request does to what the builder said: what it sets counts, lists get longer.</summary>
internal static class RequestChange
{
    public static Workload Apply(Workload said, Workload change) => said with
    {
        Privileges = Apply(said.Privileges, change.Privileges),
        Resources = Apply(said.Resources, change.Resources),
        Isolation = Apply(said.Isolation, change.Isolation),
        Confinement = Apply(said.Confinement, change.Confinement),
        Storage = new Storage
        {
            Mounts = said.Storage.Mounts.Concat(change.Storage.Mounts),
            Devices = said.Storage.Devices.Concat(change.Storage.Devices),
            DeviceCgroupRules = said.Storage.DeviceCgroupRules.Concat(change.Storage.DeviceCgroupRules),
            VolumesFrom = said.Storage.VolumesFrom.Concat(change.Storage.VolumesFrom),
        },
        Network = said.Network with
        {
            Ports = said.Network.Ports.Concat(change.Network.Ports),
            ExposedPorts = said.Network.ExposedPorts.Concat(change.Network.ExposedPorts),
            PublishAllPorts = change.Network.PublishAllPorts.Or(said.Network.PublishAllPorts),
            ExtraHosts = said.Network.ExtraHosts.Concat(change.Network.ExtraHosts),
        },
        Image = change.Image.Reference.IsUnset ? said.Image : said.Image with { Reference = change.Image.Reference },
        Configuration = said.Configuration with
        {
            Environment = said.Configuration.Environment.Concat(change.Configuration.Environment),
            Entrypoint = Replaced(said.Configuration.Entrypoint, change.Configuration.Entrypoint),
            Command = Replaced(said.Configuration.Command, change.Configuration.Command),
            Labels = said.Configuration.Labels.Concat(change.Configuration.Labels),
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

    private static Privileges Apply(Privileges said, Privileges change) => said with
    {
        Privileged = change.Privileged.Or(said.Privileged),
        User = change.User.Or(said.User),
        Group = change.Group.Or(said.Group),
        SupplementaryGroups = said.SupplementaryGroups.Concat(change.SupplementaryGroups),
        CapabilitiesAdded = said.CapabilitiesAdded.Concat(change.CapabilitiesAdded),
        CapabilitiesDropped = said.CapabilitiesDropped.Concat(change.CapabilitiesDropped),
        NoNewPrivileges = change.NoNewPrivileges.Or(said.NoNewPrivileges),
    };

    private static Resources Apply(Resources said, Resources change) => said with
    {
        MemoryLimit = change.MemoryLimit.Or(said.MemoryLimit),
        MemoryRequest = change.MemoryRequest.Or(said.MemoryRequest),
        CpuLimit = change.CpuLimit.Or(said.CpuLimit),
        PidsLimit = change.PidsLimit.Or(said.PidsLimit),
        OomKillDisabled = change.OomKillDisabled.Or(said.OomKillDisabled),
        CgroupParent = change.CgroupParent.Or(said.CgroupParent),
        Ulimits = said.Ulimits.Concat(change.Ulimits),
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

    private static Confinement Apply(Confinement said, Confinement change) => said with
    {
        Seccomp = change.Seccomp.Or(said.Seccomp),
        AppArmor = change.AppArmor.Or(said.AppArmor),
        SeLinuxDisabled = change.SeLinuxDisabled.Or(said.SeLinuxDisabled),
        SeLinuxUser = change.SeLinuxUser.Or(said.SeLinuxUser),
        SeLinuxRole = change.SeLinuxRole.Or(said.SeLinuxRole),
        SeLinuxType = change.SeLinuxType.Or(said.SeLinuxType),
        MaskedPaths = Replaced(said.MaskedPaths, change.MaskedPaths),
        ReadOnlyPaths = Replaced(said.ReadOnlyPaths, change.ReadOnlyPaths),
        Sysctls = said.Sysctls.Concat(change.Sysctls),
        ReadOnlyRootFileSystem = change.ReadOnlyRootFileSystem.Or(said.ReadOnlyRootFileSystem),
    };

    private static FactList<string> Replaced(FactList<string> said, FactList<string> change) => change.IsUnset ? said : change;
}
