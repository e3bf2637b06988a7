namespace ContainerSec.Threats;

/// <summary>CSE021: a service that trusts whoever reaches it gives what it has.</summary>
internal sealed class OpenService : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE021", "Service that asks for no password")
    {
        From = PrivilegeKind.Network,
        To = PrivilegeKind.Secrets,
        Stride = Stride.Spoofing | Stride.InformationDisclosure | Stride.Tampering,
        Chapters = [10],
        What = "The service takes the network for a proof of who is there: its data are read and written by whoever connects.",
        Conditions = ["the service can be reached", "it asks nobody who is there"],
        Blockers = ["a password or a client certificate", "a network policy, networks of their own"],
        Strength = 1,
        Attack = ["T1210", "T1133"],
        KubernetesMatrix = ["MS-TA9005", "MS-TA9034"],
        Owasp = ["A07:2025", "D03", "K06:2022", "K07:2022"],
        References = ["OWASP Top 10:2025, A07", "products' documentation of their authentication"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var segment in scene.Reach.Segments)
        {
            foreach (var workload in segment.Workloads)
            {
                var at = scene.Of(workload);
                steps.Add(this, Scene.ConnectionInto(segment), at.Secrets, scene.AnswersEverybody(at));
            }
        }

        foreach (var door in scene.Reach.Doors)
        {
            var at = scene.Of(door.Workload);
            steps.Add(this, Privilege.Internet, at.Secrets, scene.AnswersEverybody(at) && PublicService.Open(scene, door) && LeadsToIt(scene, at, door));
        }
    }

    // A program that listens on several ports may ask for a password on one and not on the other: only its own port, or its only one, is certain.
    private static Condition LeadsToIt(Scene scene, Foothold at, NetworkDoor door)
    {
        var isOwnPort = door.Ports is { } ports && WellKnownServices.Of(at.Workload.Image.Reference) is { } service && service.Ports.Any(port => ports.Contains(port, null));
        return isOwnPort || scene.Reach.DoorsOf(at.Workload).Select(static d => d.Ports).Distinct().Count() < 2
            ? Condition.Always
            : Condition.Maybe(new Evidence("whether it is this port that asks for no password", door.Origin));
    }
}
