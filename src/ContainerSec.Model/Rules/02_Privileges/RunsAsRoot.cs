namespace ContainerSec.Rules;

/// <summary>CSEC0201: the container or image asks for user 0.</summary>
internal sealed class RunsAsRoot : Rule, IJudge<Workload>, IJudge<Pod>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0201", "Runs as root explicitly", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Root inside is uid 0 of the kernel that the host shares: a fault in the kernel, the engine or a mount becomes a fault of the host.",
        Fix = "Remove the user, or name one with a number above 0; the .NET images bring one: USER $APP_UID.",
        Mappings =
        [
            Mapping.CisDocker("4.1"), Mapping.Restricted("runAsUser"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D01"),
            Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["credentials(7)", "user_namespaces(7)", "Pod Security Standards, restricted, Running as Non-root user"],
        Precedes = ["CSEC0214"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    user: root\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    user: \"1654\"\n"),
            Example.Bad(Surface.DockerRun, "docker run --user 0:0 contoso/web:1.4\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        runAsUser: 0\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithContainerRuntimeArgs("--user", "root");"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Privileges.User, subject.Pod, context);

    // A user of the pod that every container replaces does no harm, but the standard refuses it.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not null)
            Judge(subject.Privileges.User, subject, context);
    }

    // What a Dockerfile says is judged by CSEC0211, which knows the base image too; the standard never looks into images.
    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface == Surface.Project && context.PodSecurity is null)
            Judge(subject.User, null, context);
    }

    private static void Judge(Fact<Principal> user, Pod? pod, RuleContext context)
    {
        var relaxed = context.PodSecurityTables.RelaxesFor(pod);
        if (user.IsUnset || context.PassesAs(relaxed))
            return;
        // In a pod a user is a number; a name there is an account of Windows.
        if (user.Is(user => pod is null ? user.IsRoot : user.Id == 0))
            context.FailUnless(relaxed, user.Origin, $"runs as root ('{user.Value}')");
        else
            context.Judge(user, static _ => false, "");
    }
}
