namespace ContainerSec.Rules;

/// <summary>CSEC0214: the process or its volumes belong to group 0.</summary>
internal sealed class RootGroup : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0214", "Primary group or fsGroup 0", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Group 0 owns many files of images, and of mounted host paths: what the group may write is open to the process.",
        Fix = "Name a group with a number above 0.",
        Mappings = [Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"), Mapping.Cwe(250)],
        References = ["credentials(7)", "Kubernetes documentation, \"Configure a Security Context\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    user: \"1000:0\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    user: \"1000:1000\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    fsGroup: 0\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // Of a root user the group hardly matters; CSEC0201 condemns that.
        if (!subject.Privileges.User.Is(static user => user.IsRoot))
            context.Judge(subject.Privileges.Group, static group => group.IsRoot, static group => $"runs with the group '{group}'");
    }

    public void Check(Pod subject, RuleContext context) =>
        context.Judge(subject.Privileges.FileSystemGroup, static group => group.IsRoot, static _ => "gives its volumes to group 0 (fsGroup)");
}
