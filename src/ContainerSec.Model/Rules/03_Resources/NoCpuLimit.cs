namespace ContainerSec.Rules;

/// <summary>CSEC0307: the container may use every processor of its host.</summary>
internal sealed class NoCpuLimit : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0307", "No CPU limit", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A busy loop or a mining program slows down everything else on the host.",
        Fix = "Set a CPU limit, or shares that keep room for the neighbours.",
        Mappings =
        [
            Mapping.CisDocker("5.12"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1496"),
            Mapping.Cwe(770),
        ],
        References = ["cgroups(7)"],
        WhenOn = Severity.Info,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cpus: 1.5\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      resources:\n        limits:\n          cpu: 500m\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // Ephemeral containers cannot have limits.
        if (!subject.IsWholeStatement || subject.Role == ContainerRole.Ephemeral)
            return;
        context.Require(subject.Resources.CpuLimit, static cores => cores > 0, "has no CPU limit");
    }
}
