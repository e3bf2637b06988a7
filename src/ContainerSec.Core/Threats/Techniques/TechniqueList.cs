namespace ContainerSec.Threats;

/// <summary>Every technique, in the order of its number.</summary>
internal static class TechniqueList
{
    public static IReadOnlyList<Technique> All { get; } =
    [
        new PrivilegedContainer(),
        new BlockDevice(),
        new RawDisk(),
        new KernelModule(),
        new HostNamespaces(),
        new HostProcessTraced(),
        new HostProcessSecrets(),
        new ReleaseAgent(),
        new KernelHelper(),
        new UeventHelper(),
        new EngineSocketReached(),
        new HostPathWritten(),
        new HostPathRead(),
        new OpenByHandle(),
        new HostMemory(),
        new BpfTracing(),
        new MetadataService(),
        new SharedProcesses(),
        new SharedVolume(),
        new GainsRoot(),
        new KernelVulnerability(),
        new RuntimeVulnerability(),
        new ReplacedImage(),
        new BuildHostTaken(),
        new Exhaustion(),
        new PlainSecrets(),
        new HostProcessContainer(),
        new NamespacesJoined(),
        new ProgramIsRoot(),
        new HostRulesContainers(),
        new KernelRulesHost(),
        new OwnSecrets(),
        new RegistryCredentials(),
        new RootlessSocket(),
        new RootRunsCode(),
    ];
}
