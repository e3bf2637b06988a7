namespace ContainerSec.Rules;

/// <summary>CSEC0206: the pod asks to run as root, or forbids the kubelet to refuse it.</summary>
internal sealed class NonRootRefused : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0206", "runAsNonRoot is false or runAsUser is 0", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The container starts as uid 0 of the node's kernel, and the kubelet's own check against it is switched off.",
        Fix = "Set runAsNonRoot: true, and runAsUser to a number above 0 where the image names no numeric user.",
        Mappings =
        [
            Mapping.Restricted("runAsNonRoot"), Mapping.Restricted("runAsUser"), Mapping.CisKubernetes("5.2.7"),
            Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
            Mapping.Cwe(250),
        ],
        References = ["Kubernetes documentation, \"Configure a Security Context\"", "Pod Security Standards, restricted, Running as Non-root"],
        Precedes = ["CSEC0201", "CSEC0214", "CSEC0215"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        runAsNonRoot: false\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    runAsUser: 0\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 1654\n"),
            Example.Bad(Surface.KubernetesClient, """
                var pod = new V1Pod
                {
                    Spec = new V1PodSpec
                    {
                        Containers = [new V1Container { Name = "web", Image = "contoso/web:1.4" }],
                        SecurityContext = new V1PodSecurityContext { RunAsNonRoot = false },
                    },
                };
                """),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is { } pod)
            Judge(subject.Privileges, pod, context);
    }

    // Words of the pod that every container replaces do no harm, but the standard refuses them.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not null)
            Judge(subject.Privileges, subject, context);
    }

    private static void Judge(Privileges privileges, Pod pod, RuleContext context)
    {
        var relaxed = context.PodSecurityTables.RelaxesFor(pod);
        var (nonRoot, user) = (privileges.RunAsNonRoot, privileges.User);
        if ((nonRoot.IsUnset && user.IsUnset) || context.PassesAs(relaxed))
            return;
        // Whoever names another user runs as that one, whether the kubelet looks or not.
        if (nonRoot.Is(false) && (context.PodSecurity is not null || !user.Is(static u => u.Id > 0)))
            context.FailUnless(relaxed, nonRoot.Origin, "sets runAsNonRoot to false");
        else
            context.Judge(nonRoot, static _ => false, "");
        if (context.PodSecurity?.Runs("runAsUser") is false)
            return;
        if (user.Is(static u => u.Id == 0))
            context.FailUnless(relaxed, user.Origin, "sets runAsUser to 0, root");
        else
            context.Judge(user, static _ => false, "");
    }
}
