namespace ContainerSec.Rules;

/// <summary>CSEC1224: the pod has a volume that is worth stealing or changing. An inventory, no defect.</summary>
internal sealed class SensitiveVolumeMounted : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC1224", "Workload mounts Secret, ConfigMap or persistent volume (inventory)", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "These volumes are what a break into the pod gives away: secrets to read, settings and data to change.",
        Fix = "Nothing is wrong as such: see that the pod needs each of them.",
        References = ["kubernetes.io: Volumes"],
        WhenOn = Severity.Hidden,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: tls\n      secret:\n        secretName: web-tls\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: cache\n      emptyDir: {}\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context) =>
        context.JudgeEach(
            subject.Volumes,
            static volume => volume.Type is "secret" or "configMap" or "persistentVolumeClaim",
            static volume => $"has the {volume.Type} volume '{volume.Name}'{(volume.Source.IsKnown ? $" of '{volume.Source.Value}'" : "")}");
}
