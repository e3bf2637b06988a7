namespace ContainerSec.Rules;

/// <summary>CSEC0204: the container keeps the capabilities that the engine gives by default.</summary>
internal sealed class CapabilitiesNotDropped : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0204", "Capabilities not dropped", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The default capabilities let root inside change owners, pass over file modes and forge packets, which most services never need and most break-ins use.",
        Fix = "Drop ALL, then add back what the process needs.",
        Mappings =
        [
            Mapping.CisDocker("5.4"), Mapping.Restricted("capabilities_restricted"), Mapping.CisKubernetes("5.2.10"),
            Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
        ],
        References = ["capabilities(7)", "Pod Security Standards, restricted, Capabilities"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_drop:\n      - ALL\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          drop: [\"ALL\"]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (!subject.IsWholeStatement || (subject.IsWindows && context.PodSecurity is null))
            return;
        var exempt = context.PodSecurityTables.ExemptsAsWindows(subject.Pod);
        if (context.PassesAs(exempt))
            return;
        // The standard takes this spelling alone; engines take any.
        var dropped = subject.Privileges.CapabilitiesDropped;
        if (dropped.AnyKnown(name => context.PodSecurity is null ? CapabilityNames.IsAll(name) : name == "ALL"))
            context.Pass();
        else if (dropped.HasUnknown)
            context.Unknown(dropped.Origin);
        else
            context.FailUnless(exempt, dropped.Origin, "does not drop all capabilities");
    }
}
