namespace ContainerSec.Rules;

/// <summary>CSEC0215: nothing keeps the container from starting as root.</summary>
internal sealed class NonRootNotRequired : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0215", "runAsNonRoot not set", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whether the container runs as root is left to its image, which can change with the next pull.",
        Fix = "Set runAsNonRoot: true for the pod; the kubelet then refuses images that run as root.",
        Mappings =
        [
            Mapping.Restricted("runAsNonRoot"), Mapping.CisKubernetes("5.2.7"), Mapping.Nist("4.1.2"),
            Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["Kubernetes documentation, \"Configure a Security Context\"", "Pod Security Standards, restricted, Running as Non-root"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    runAsNonRoot: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            return;
        var nonRoot = subject.Privileges.RunAsNonRoot;
        var relaxed = context.PodSecurityTables.RelaxesFor(subject.Pod);
        if (context.PassesAs(relaxed) || (nonRoot.IsUnset && !subject.IsComplete))
            return;
        if (nonRoot.IsUnknown)
            context.Unknown(nonRoot.Origin);
        else if (nonRoot.Is(true) || NamesUser(subject.Privileges.User, context))
            context.Pass();
        else
            context.FailUnless(relaxed, nonRoot.Origin, "does not require a non-root user (runAsNonRoot)");
    }

    // Whoever names a user needs no check by the kubelet; only the standard asks for it all the same.
    private static bool NamesUser(Fact<Principal> user, RuleContext context) =>
        context.PodSecurity is null && user.Is(static u => u.Id > 0);
}
