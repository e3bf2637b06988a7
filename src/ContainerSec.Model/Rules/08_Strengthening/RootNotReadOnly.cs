namespace ContainerSec.Rules;

/// <summary>CSEC0809: the container can change its own programs.</summary>
internal sealed class RootNotReadOnly : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0809", "Read-only root filesystem not set", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "An intruder can replace programs and settings of the container, and keep tools in it.",
        Fix = "Make the root file system read-only, and mount a tmpfs or volume where the program writes.",
        Mappings = [Mapping.CisDocker("5.13"), Mapping.Nist("4.4.4"), Mapping.OwaspDocker("D09"), Mapping.OwaspKubernetes("K01")],
        References = ["OCI runtime-spec, root.readonly"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    read_only: true\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        readOnlyRootFilesystem: true\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // Windows has no read-only root.
        if (subject.IsWholeStatement && !subject.IsWindows)
            context.Require(subject.Confinement.ReadOnlyRootFileSystem, static on => on, "has a writable root file system");
    }
}
