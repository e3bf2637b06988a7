namespace ContainerSec.Rules;

/// <summary>CSEC0202: the container is given a capability that leads out of it.</summary>
/// <remarks>Dangerous are capabilities of high or critical risk that no engine gives by itself; in a pod also NET_RAW, which the Pod Security Standards do not let a container ask for.</remarks>
internal sealed class DangerousCapabilityAdded : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0202", "Dangerous capability added", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The capability reaches kernel interfaces that containers share with the host or with each other: many escapes need nothing more.",
        Fix = "Remove it; find out which operation fails and give that one another way, such as a device, a narrower capability or a helper outside.",
        Mappings =
        [
            Mapping.CisDocker("5.4"), Mapping.Baseline("capabilities_baseline"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["capabilities(7)", "Pod Security Standards, baseline, Capabilities"],
        Precedes = ["CSEC0219", "CSEC0220"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - SYS_ADMIN\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - NET_BIND_SERVICE\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          add: [\"NET_ADMIN\"]\n"),
            Example.Bad(Surface.DockerRun, "docker run --cap-add SYS_PTRACE contoso/web:1.4\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("agent", "contoso/agent", "1.4").WithContainerRuntimeArgs("--cap-add", "SYS_ADMIN");"""),
        ],
    };

    private static readonly CapabilitySet Dangerous =
        new CapabilitySet([.. CapabilityInfo.All.Where(static c => c.Risk >= CapabilityRisk.High).Select(static c => c.Capability)])
            - EngineProfile.Docker.DefaultCapabilities;

    private static readonly CapabilitySet DangerousInPod = Dangerous | new CapabilitySet(Capability.NetRaw);

    public void Check(Workload subject, RuleContext context)
    {
        var dangerous = subject.Pod is null ? Dangerous : DangerousInPod;
        context.JudgeEach(
            subject.Privileges.CapabilitiesAdded,
            name => CapabilityInfo.Find(name) is { } info && dangerous.Contains(info.Capability),
            static name => $"adds the capability '{name}'");
    }
}
