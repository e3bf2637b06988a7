namespace ContainerSec.Threats;

/// <summary>CSE051: a vulnerability that a report names takes the place of a flaw that is only assumed.</summary>
internal sealed class VulnerableService : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE051", "Known vulnerability exploited")
    {
        From = PrivilegeKind.Network,
        To = PrivilegeKind.Code,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [7],
        What = "The image holds software with a published vulnerability that runs code over the network; the exploit is a download.",
        Conditions = ["the service can be reached", "its image holds the vulnerable version, and the program uses it"],
        Blockers = ["updates", "a statement that the vulnerable part is not used (VEX)", "not to let it be reached"],
        Strength = 10,
        Attack = ["T1190", "T1210"],
        KubernetesMatrix = ["MS-TA9004", "MS-TA9009"],
        Owasp = ["A03:2025", "D02", "K02:2022", "K10:2022"],
        References = ["CISA, Known Exploited Vulnerabilities Catalog"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        if (scene.Options.Vulnerabilities.Count == 0)
            return;
        foreach (var segment in scene.Reach.Segments)
        {
            foreach (var workload in segment.Workloads)
            {
                var at = scene.Of(workload);
                steps.Add(this, Scene.ConnectionInto(segment), at.Code, scene.Vulnerable(at) && scene.Listens(at));
            }
        }

        foreach (var door in scene.Reach.Doors)
        {
            var at = scene.Of(door.Workload);
            steps.Add(this, Privilege.Internet, at.Code, scene.Vulnerable(at) && PublicService.Open(scene, door));
        }
    }
}
