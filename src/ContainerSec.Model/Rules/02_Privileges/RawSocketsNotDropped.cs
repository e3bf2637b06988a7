namespace ContainerSec.Rules;

/// <summary>CSEC0218: the container keeps the capability to forge packets.</summary>
internal sealed class RawSocketsNotDropped : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0218", "NET_RAW not dropped", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Raw sockets let a process answer for its neighbours on the same network (ARP and DNS spoofing) and reach rarely tested kernel code.",
        Fix = "Drop NET_RAW, or ALL.",
        Mappings =
        [
            Mapping.CisKubernetes("5.2.8"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1557.002"),
        ],
        References = ["capabilities(7)", "packet(7)"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_drop:\n      - NET_RAW\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          drop: [\"ALL\"]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (!subject.IsWholeStatement || subject.IsWindows)
            return;
        // The engine knows whether it gives the capability, and what becomes of lists that contradict each other.
        var granted = subject.Engine.Grants(Capability.NetRaw, subject.Privileges);
        if (granted.IsUnknown)
            context.Unknown(granted.Origin);
        else if (granted.Is(true))
            context.Fail(subject.Privileges.CapabilitiesDropped.Origin, "keeps the capability NET_RAW");
        else
            context.Pass();
    }
}
