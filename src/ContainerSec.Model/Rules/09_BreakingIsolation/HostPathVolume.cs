namespace ContainerSec.Rules;

/// <summary>CSEC0905: the pod has a volume that is a path of its node, mounted or not.</summary>
/// <remarks>Exactly the check <c>hostPathVolumes</c> of the Pod Security Standards, level baseline: any path, any type, read-only or not.</remarks>
internal sealed class HostPathVolume : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0905", "hostPath volume", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The pod reaches into the file system of whatever node it lands on: what it reads and changes there belongs to the node and to other pods.",
        Fix = "Use a persistent volume claim, an emptyDir, a config map or a secret; leave hostPath to agents that manage the node.",
        Mappings =
        [
            Mapping.Baseline("hostPathVolumes"), Mapping.CisKubernetes("5.2.12"), Mapping.Nist("4.5.5"),
            Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(668),
        ],
        References = ["Kubernetes documentation, \"Volumes\", hostPath", "Pod Security Standards, baseline, HostPath Volumes"],
        Precedes = ["CSEC0913"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: content\n      hostPath:\n        path: /srv/content\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: content\n      emptyDir: {}\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context)
    {
        foreach (var volume in subject.Volumes)
        {
            if (volume.IsUnknown)
                context.Unknown(volume.Origin);
            else if (volume.Value!.Type == "hostPath")
                context.Fail(volume.Value.Source.Origin ?? volume.Origin, $"has the hostPath volume '{volume.Value.Name}'{PathOf(volume.Value)}");
            else
                context.Pass();
        }

        if (subject.Volumes.MayHaveMore)
            context.Unknown(subject.Volumes.Origin);
    }

    private static string PathOf(PodVolume volume) => volume.Source.IsKnown ? $" of '{volume.Source.Value}'" : "";
}
