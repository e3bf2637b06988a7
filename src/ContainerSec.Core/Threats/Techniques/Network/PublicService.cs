namespace ContainerSec.Threats;

/// <summary>CSE040: a service that everybody reaches is attacked by everybody.</summary>
internal sealed class PublicService : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE040", "Public-facing service exploited")
    {
        From = PrivilegeKind.Internet,
        To = PrivilegeKind.Code,
        Stride = Stride.ElevationOfPrivilege | Stride.Spoofing,
        Chapters = [1, 10],
        What = "A request makes the program run what the attacker sent: injection, deserialisation, a fault in a library.",
        Conditions = ["the service is reached from outside"],
        Blockers = ["not to publish the port", "to bind it to an address inside", "updates and tests of the program"],
        Assumes = "the program has a flaw that lets an attacker run code",
        Strength = 60,
        Crosses = ["application"],
        Attack = ["T1190"],
        KubernetesMatrix = ["MS-TA9004", "MS-TA9009"],
        Owasp = ["A05:2025", "A06:2025", "D03", "K07:2022"],
        References = ["OWASP Top 10:2025"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var door in scene.Reach.Doors)
            steps.Add(this, Privilege.Internet, scene.Of(door.Workload).Code, Open(scene, door));
    }

    /// <summary>Whether the internet comes through a door, with the change that closes it.</summary>
    internal static Condition Open(Scene scene, NetworkDoor door) =>
        Condition.From(door.FromInternet, scene.Of(door.Workload).Change(Controls.Unpublish, door.Origin, detail: door.Ports?.ToString() ?? door.Via));
}
