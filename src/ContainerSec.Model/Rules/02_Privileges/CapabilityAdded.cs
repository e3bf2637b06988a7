namespace ContainerSec.Rules;

/// <summary>CSEC0220: the container asks for a capability that a hardened one does not need.</summary>
internal sealed class CapabilityAdded : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0220", "Capability added other than NET_BIND_SERVICE", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A hardened container drops every capability; the only one that services are granted on top binds ports below 1024.",
        Fix = "Remove it; let the program listen on a port above 1023, or keep NET_BIND_SERVICE alone.",
        Mappings =
        [
            Mapping.Restricted("capabilities_restricted"), Mapping.CisKubernetes("5.2.9"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Cwe(250),
        ],
        References = ["capabilities(7)", "Pod Security Standards, restricted, Capabilities"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          drop: [\"ALL\"]\n          add: [\"CHOWN\"]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        capabilities:\n          drop: [\"ALL\"]\n          add: [\"NET_BIND_SERVICE\"]\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cap_add:\n      - CHOWN\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var added = subject.Privileges.CapabilitiesAdded;
        var exempt = context.PodSecurityTables.ExemptsAsWindows(subject.Pod);
        if (added.IsUnset || context.PassesAs(exempt))
            return;
        foreach (var name in added)
        {
            if (name.Is(n => !IsAllowed(n, context)))
                context.FailUnless(exempt, name.Origin, $"adds the capability '{name.Value}'");
            else
                context.Judge(name, static _ => false, "");
        }

        if (added.MayHaveMore)
            context.Unknown(added.Origin);
    }

    // The standard takes this spelling alone; engines take any.
    private static bool IsAllowed(string name, RuleContext context) => context.PodSecurity is null
        ? CapabilityInfo.Find(name)?.Capability == Capability.NetBindService
        : name == "NET_BIND_SERVICE";
}
