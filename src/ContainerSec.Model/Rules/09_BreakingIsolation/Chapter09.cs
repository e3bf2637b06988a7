namespace ContainerSec.Rules;

internal static class Chapter09
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new PrivilegedContainer(),
        new EngineSocketMounted(),
        new SensitiveHostPathMounted(),
        new WritableConfigurationMount(),
        new HostPathVolume(),
        new HostDeviceExposed(),
        new SharedMountPropagation(),
        new DockerInDocker(),
        new EngineSocketAddressed(),
        new VolumesFromContainer(),
        new ReaperPrivileged(),
        new WritableHostPathMount(),
        new VolumeTypeNotRestricted(),
        new BuildWithoutSandbox(),
        new SystemDirectoryInImage(),
        new VolumeShared(),
    ];
}
