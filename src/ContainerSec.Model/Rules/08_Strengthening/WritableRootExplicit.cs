namespace ContainerSec.Rules;

/// <summary>CSEC0804: somebody decided that the container may change its own programs.</summary>
internal sealed class WritableRootExplicit : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0804", "Writable root filesystem set explicitly", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "An intruder can replace programs and settings of the container, and keep tools in it.",
        Fix = "Set it to true, and mount a tmpfs or volume where the program writes.",
        Mappings = [Mapping.CisDocker("5.13"), Mapping.Nist("4.4.4"), Mapping.OwaspDocker("D09"), Mapping.OwaspKubernetes("K01")],
        References = ["OCI runtime-spec, root.readonly"],
        Precedes = ["CSEC0809"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    read_only: false\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    read_only: true\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        readOnlyRootFilesystem: false\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // docker inspect and config.json hold the flag of every container: nobody need have said so.
        if (subject.Surface is not (Surface.DockerInspect or Surface.RuntimeSpec) && !subject.IsWindows)
            context.Judge(subject.Confinement.ReadOnlyRootFileSystem, static on => !on, "has a writable root file system by its own choice");
    }
}
