namespace ContainerSec.Rules;

/// <summary>CSEC0210: the process belongs to a group that owns the engine or the host's files.</summary>
internal sealed class RootGroupAdded : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0210", "Supplementary group root or docker", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Group root can read and write what images and mounts leave to it, and group docker owns the engine's socket: who may use that owns the host.",
        Fix = "Remove the group; give files that are to be shared to a group of their own.",
        Mappings =
        [
            Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
            Mapping.Cwe(250),
        ],
        References = ["credentials(7)", "Docker documentation, \"Post-installation steps\", docker group"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    group_add:\n      - docker\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    group_add:\n      - \"2000\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    supplementalGroups: [0]\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            Judge(subject.Privileges, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Privileges, context);

    private static void Judge(Privileges privileges, RuleContext context) => context.JudgeEach(
        privileges.SupplementaryGroups,
        static group => group.IsRoot || group.Text == "docker",
        static group => $"is in the group '{group}'");
}
