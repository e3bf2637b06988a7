namespace ContainerSec.Threats;

/// <summary>CSE050: the socket of a rootless engine gives the user that the engine runs as.</summary>
internal sealed class RootlessSocket : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE050", "Socket of a rootless engine")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.ElevationOfPrivilege | Stride.InformationDisclosure,
        Chapters = [9],
        What = "The engine starts a container with the files of the user that it runs as: everything of that user, nothing of root.",
        Conditions = ["the socket of a rootless engine is mounted"],
        Blockers = ["not to mount it"],
        Strength = 2,
        Attack = ["T1610"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04"],
        References = ["Docker documentation, Rootless mode"],
    };

    public override Condition When(Foothold at) => at.SharedKernel && at.MountsEngineSocket(rootless: true);
}
