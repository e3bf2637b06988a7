namespace ContainerSec.Rules;

/// <summary>CSEC0219: the container asks for a capability that the engine does not give by itself.</summary>
/// <remarks>Under a policy of the Pod Security Standards the table of level baseline counts, letter by letter: <c>CAP_CHOWN</c> and <c>chown</c> are refused.</remarks>
internal sealed class CapabilityBeyondDefault : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0219", "Capability added beyond the default set", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Each capability beyond the default is a part of root's power over the kernel that containers are meant to do without.",
        Fix = "Remove it, unless an operation of the program fails without it.",
        Mappings =
        [
            Mapping.CisDocker("5.4"), Mapping.Baseline("capabilities_baseline"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Cwe(250),
        ],
        References = ["capabilities(7)", "Pod Security Standards, baseline, Capabilities"],
        Precedes = ["CSEC0220"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - IPC_LOCK\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - CHOWN\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          add: [\"SYS_NICE\"]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var defaults = subject.Engine.DefaultCapabilities;
        context.JudgeEach(
            subject.Privileges.CapabilitiesAdded,
            name => context.PodSecurity is null
                ? CapabilityNames.IsAll(name) || (CapabilityInfo.Find(name) is { } info && !defaults.Contains(info.Capability))
                : !PodSecurityStandard.AllowedCapabilities.Contains(name),
            static name => $"adds the capability '{name}'");
    }
}
