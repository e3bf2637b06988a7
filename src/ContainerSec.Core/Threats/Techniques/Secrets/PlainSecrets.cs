namespace ContainerSec.Threats;

/// <summary>CSE036: a secret in the configuration is read by whoever reads the configuration.</summary>
internal sealed class PlainSecrets : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE036", "Secret in environment or arguments")
    {
        From = PrivilegeKind.HostFiles,
        To = PrivilegeKind.Secrets,
        Stride = Stride.InformationDisclosure,
        Chapters = [12],
        What = "The engine keeps variables and arguments in its files and shows them to whoever may inspect; a cluster shows them to whoever may read pods.",
        Conditions = ["a secret is a variable or an argument of the container", "the attacker may inspect containers, read pods, or read the engine's files"],
        Blockers = ["files from a secret store", "rotation"],
        Strength = 1,
        Attack = ["T1552.001", "T1552.007"],
        KubernetesMatrix = ["MS-TA9027"],
        Owasp = ["A04:2025", "D06", "K08:2022"],
        References = ["docker inspect reference", "Kubernetes documentation, Good practices for Kubernetes Secrets"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            var secret = scene.Rules.Of(at.Workload, at.HideSecret, "CSEC1201", "CSEC1206", "CSEC1207", "CSEC1209");
            if (secret.IsNo)
                continue;
            steps.Add(this, new Privilege(PrivilegeKind.HostFiles, at.Host), at.Secrets, secret);
        }
    }
}
