namespace ContainerSec.Threats;

/// <summary>CSE022: the cloud gives credentials to whoever asks from the right machine.</summary>
internal sealed class MetadataService : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE022", "Cloud metadata credentials")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.CloudCredentials,
        Stride = Stride.InformationDisclosure | Stride.Spoofing,
        Chapters = [10, 12],
        What = "169.254.169.254 answers every process of a machine in the cloud, also one in a container, with the machine's own credentials.",
        Conditions = ["the host runs in a cloud", "the address can be reached", "version 1 of the service, a hop limit above 1, or the host's network"],
        Blockers = ["a policy for what goes out", "version 2 with hop limit 1", "workload identity"],
        Strength = 10,
        Attack = ["T1552.005"],
        KubernetesMatrix = ["MS-TA9028", "MS-TA9033"],
        Owasp = ["A01:2025", "D03", "K07:2022"],
        References = ["Amazon EC2 documentation, Use the Instance Metadata Service", "Azure documentation, Azure Instance Metadata Service"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
            steps.Add(this, at.Code, new Privilege(PrivilegeKind.CloudCredentials), scene.ReachesMetadata(at));
    }
}
