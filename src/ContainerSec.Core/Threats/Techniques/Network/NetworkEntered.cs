namespace ContainerSec.Threats;

/// <summary>CSE049: code in a container sends from the container's place in the network.</summary>
internal sealed class NetworkEntered : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE049", "Network of the container used")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Network,
        Stride = Stride.Spoofing,
        Chapters = [10],
        What = "From inside the attacker sees what the network shows to its members, and looks for more.",
        Conditions = ["the network, its policies and its engine let the connection through"],
        Blockers = ["networks of their own", "network policies for what comes in and what goes out"],
        Strength = 1,
        Attack = ["T1046"],
        KubernetesMatrix = ["MS-TA9031", "MS-TA9034"],
        Owasp = ["A01:2025", "D03", "K07:2022"],
        References = ["Kubernetes documentation, Network Policies", "Docker documentation, Networking overview"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var segment in scene.Reach.Segments)
        {
            foreach (var workload in segment.Workloads)
                steps.Add(this, scene.Of(workload).Code, Scene.PositionIn(segment), Condition.Yes(new Evidence($"is in {segment.Name}", workload.Network.Networks.Origin ?? workload.Origin)));
        }

        foreach (var edge in scene.Reach.SegmentEdges)
            steps.Add(this, Scene.PositionIn(edge.From), Scene.ConnectionInto(edge.To), Condition.From(edge.Ruling, new Control(Controls.Segment, edge.To.Name, Place: edge.Ruling.Because.Count > 0 ? edge.Ruling.Because[0].Origin : null)));
    }
}
