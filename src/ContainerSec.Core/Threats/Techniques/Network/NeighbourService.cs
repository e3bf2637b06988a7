namespace ContainerSec.Threats;

/// <summary>CSE041: the next service is attacked from the one before.</summary>
internal sealed class NeighbourService : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE041", "Neighbouring service exploited")
    {
        From = PrivilegeKind.Network,
        To = PrivilegeKind.Code,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [10],
        What = "Services behind the first one are seldom written for hostile callers; the attacker calls them.",
        Conditions = ["the service can be reached", "it listens"],
        Blockers = ["network policies, networks of their own", "mutual TLS", "updates and tests of the program"],
        Assumes = "the program has a flaw that lets an attacker run code",
        Strength = 60,
        Crosses = ["application"],
        Attack = ["T1210"],
        KubernetesMatrix = ["MS-TA9034", "MS-TA9009"],
        Owasp = ["A05:2025", "A06:2025", "D03", "K07:2022"],
        References = ["OWASP Top 10:2025"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var segment in scene.Reach.Segments)
        {
            foreach (var workload in segment.Workloads)
            {
                var at = scene.Of(workload);
                steps.Add(this, Scene.ConnectionInto(segment), at.Code, scene.Listens(at));
            }
        }
    }
}
