namespace ContainerSec.Threats;

/// <summary>CSE047: credentials of a registry lie where the container reads them.</summary>
internal sealed class RegistryCredentials : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE047", "Registry credentials in a mount")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Registry,
        Stride = Stride.Spoofing | Stride.Tampering,
        Chapters = [6, 12],
        What = "With a developer's login the attacker pushes an image under a tag that others run.",
        Conditions = ["a folder with registry credentials is mounted", "they may push"],
        Blockers = ["not to mount it", "tokens that only pull"],
        Strength = 20,
        Attack = ["T1552.001", "T1525"],
        KubernetesMatrix = ["MS-TA9002"],
        Owasp = ["A03:2025", "D08"],
        References = ["Docker documentation, docker login, Credential stores"],
    };

    public override Condition When(Foothold at)
    {
        var found = Condition.No(new Evidence("no folder with registry credentials is mounted"));
        foreach (var (_, path, origin) in at.HostPaths)
        {
            if (AreIn(path))
                found |= Condition.Yes(new Evidence($"mounts '{path}': registry credentials", origin), at.Unmount(path, origin));
        }

        return found && Condition.Maybe(new Evidence("whether the credentials may push, and where"));
    }

    /// <summary>Whether registry credentials lie in a path: Docker keeps them in .docker/config.json of a user.</summary>
    public static bool AreIn(string path) => path.Contains("/.docker", StringComparison.Ordinal);
}
