namespace ContainerSec.Rules;

/// <summary>CSEC0907: what the container mounts below a bind mount appears on the host.</summary>
internal sealed class SharedMountPropagation : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0907", "Shared mount propagation", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Mounts that the container makes reach the host and every other container that shares the tree: file systems can be laid over the host's own files.",
        Fix = "Leave propagation at its default, private; use slave (HostToContainer) when new mounts of the host must become visible inside.",
        Mappings = [Mapping.CisDocker("5.20"), Mapping.Nist("4.4.3"), Mapping.Attack("T1611")],
        References = ["mount_namespaces(7), shared subtrees", "Kubernetes documentation, \"Volumes\", mount propagation"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    volumes:\n      - type: bind\n        source: /srv/disks\n        target: /disks\n        bind:\n          propagation: rshared\n"),
            Example.Good(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    volumes:\n      - type: bind\n        source: /srv/disks\n        target: /disks\n        bind:\n          propagation: rslave\n"),
            Example.Bad(Surface.DockerRun, "docker run -v /srv/disks:/disks:shared contoso/agent:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run -v /srv/disks:/disks:rslave contoso/agent:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var mount in subject.Storage.Mounts)
        {
            if (mount.IsKnown)
                context.Judge(mount.Value.Propagation, static p => p is "shared" or "rshared", static p => $"mounts with propagation '{p}': its own mounts reach the host");
        }
    }
}
