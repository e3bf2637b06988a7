namespace ContainerSec.Threats;

/// <summary>CSE020: forged packets turn the traffic of a network to the attacker.</summary>
internal sealed class Spoofing : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE020", "Spoofing on the container network")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.Traffic,
        Stride = Stride.Spoofing | Stride.InformationDisclosure | Stride.Tampering,
        Chapters = [10, 11],
        What = "With raw sockets the attacker answers ARP and DNS for others; what they send in clear text is read and changed on the way.",
        Conditions = ["NET_RAW, which engines give by default", "a network that others are on too"],
        Blockers = ["drop NET_RAW", "networks of their own", "mutual TLS"],
        Strength = 15,
        Attack = ["T1557.002"],
        KubernetesMatrix = ["MS-TA9035", "MS-TA9036"],
        Owasp = ["A04:2025", "D03", "K07:2022"],
        References = ["packet(7)", "arp(7)"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var segment in scene.Reach.Segments)
        {
            if (segment.Workloads.Count < 2)
                continue;
            var traffic = new Privilege(PrivilegeKind.Traffic, segment.Name);
            foreach (var workload in segment.Workloads)
            {
                var at = scene.Of(workload);
                // A bridge of an engine is one network of layer 2; of a cluster only its plug-in knows.
                var neighbours = workload.Pod is null
                    ? Condition.Yes(new Evidence($"is on one bridge with others: {segment.Name}", workload.Network.Networks.Origin ?? workload.Origin))
                    : Condition.Maybe(new Evidence("whether the network plug-in lets pods forge packets", workload.Origin));
                steps.Add(this, at.Root, traffic, at.Holds(Capability.NetRaw) && neighbours);
                steps.Add(this, traffic, at.Secrets, at.HasSecrets && Condition.Maybe(new Evidence("whether it speaks TLS and checks certificates", workload.Origin)));
            }
        }
    }
}
