namespace ContainerSec.Rules;

/// <summary>CSEC0406: the containers of a pod see each other's processes.</summary>
internal sealed class SharedProcessNamespace : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0406", "Containers of the pod share their processes", Severity.Info)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "A sidecar that is taken over reads the environment and, through /proc/PID/root, the files of its neighbours, secrets among them.",
        Fix = "Remove shareProcessNamespace; let containers talk through files or ports.",
        Mappings = [Mapping.Cwe(653)],
        References = ["Kubernetes documentation, \"Share Process Namespace between Containers in a Pod\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  shareProcessNamespace: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  shareProcessNamespace: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context) =>
        context.Judge(subject.Isolation.ShareProcessNamespace, engineDefault: false, static on => on, "lets its containers see each other's processes");
}
