namespace ContainerSec.Rules;

/// <summary>CSEC0912: a container of a pod can write to a path of its node.</summary>
internal sealed class WritableHostPathMount : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0912", "Writable hostPath mount", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "What an intruder writes there stays on the node when the pod is gone, and the node or other pods may run it.",
        Fix = "Set readOnly: true on the volume mount, or use a volume that is not the node's.",
        Mappings = [Mapping.Nist("4.5.5"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"), Mapping.Cwe(668)],
        References = ["Kubernetes documentation, \"Volumes\", hostPath"],
        Precedes = ["CSEC0905"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      volumeMounts:\n        - name: content\n          mountPath: /content\n  volumes:\n    - name: content\n      hostPath:\n        path: /srv/content\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      volumeMounts:\n        - name: content\n          mountPath: /content\n          readOnly: true\n  volumes:\n    - name: content\n      hostPath:\n        path: /srv/content\n"),
        ],
    };

    // Absence fails: a mount without readOnly is writable. Outside of pods bind mounts have rules of their own, by what they hold.
    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            return;
        foreach (var fact in subject.Storage.HostMounts)
        {
            if (fact is not { IsKnown: true, Value: { } mount })
                context.Unknown(fact.Origin);
            else if (mount.ReadOnly.IsUnknown)
                context.Unknown(mount.ReadOnly.Origin);
            else if (mount.ReadOnly.Is(true))
                context.Pass();
            else
                context.Fail(mount.Source.Origin ?? fact.Origin, $"can write to the host path{PathOf(mount)}", mount.Target.Origin ?? fact.Origin);
        }
    }

    private static string PathOf(Mount mount) => mount.Source.IsKnown ? $" '{mount.Source.Value}'" : "";
}
