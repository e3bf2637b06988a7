namespace ContainerSec.Rules;

/// <summary>CSEC0203: the container is given every capability.</summary>
internal sealed class AllCapabilitiesAdded : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0203", "All capabilities added", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "With every capability root inside can load kernel modules, mount disks and trace other processes: little is left between it and the host.",
        Fix = "Drop ALL instead, and add only the capability that the process needs.",
        Mappings =
        [
            Mapping.CisDocker("5.4"), Mapping.Baseline("capabilities_baseline"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["capabilities(7)", "Pod Security Standards, baseline, Capabilities"],
        Precedes = ["CSEC0202", "CSEC0219", "CSEC0220"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - ALL\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_drop:\n      - ALL\n    cap_add:\n      - NET_BIND_SERVICE\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          add: [\"ALL\"]\n"),
            Example.Bad(Surface.DockerDotNet, """var host = new HostConfig { CapDrop = ["NET_RAW"], CapAdd = ["ALL"] };"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.JudgeEach(subject.Privileges.CapabilitiesAdded, CapabilityNames.IsAll, static _ => "adds all capabilities");
}
