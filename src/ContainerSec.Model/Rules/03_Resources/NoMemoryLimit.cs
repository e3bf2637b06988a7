namespace ContainerSec.Rules;

/// <summary>CSEC0301: the container may use all the memory of its host.</summary>
internal sealed class NoMemoryLimit : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0301", "No memory limit", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "One leak or one attack takes the memory of every neighbour: the kernel then kills processes that have done nothing.",
        Fix = "Set a memory limit that the app is known to live with.",
        Mappings =
        [
            Mapping.CisDocker("5.11"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1499"),
            Mapping.Cwe(770),
        ],
        References = ["cgroups(7)"],
        WhenOn = Severity.Info,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    mem_limit: 512m\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      resources:\n        limits:\n          memory: 512Mi\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // Ephemeral containers cannot have limits.
        if (!subject.IsWholeStatement || subject.Role == ContainerRole.Ephemeral)
            return;
        context.Require(subject.Resources.MemoryLimit, static bytes => bytes > 0, "has no memory limit");
    }
}
