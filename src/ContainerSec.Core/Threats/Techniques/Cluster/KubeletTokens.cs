namespace ContainerSec.Threats;

/// <summary>CSE014: the kubelet keeps the tokens of every pod of its node.</summary>
internal sealed class KubeletTokens : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE014", "Pod tokens in the kubelet's directory")
    {
        From = PrivilegeKind.HostFiles,
        To = PrivilegeKind.Identity,
        Stride = Stride.Spoofing | Stride.InformationDisclosure,
        Chapters = [9, 12],
        What = "/var/lib/kubelet/pods holds the token of every pod of the node; whoever reads it is each of their accounts.",
        Conditions = ["files of the node can be read", "a pod of the account runs on the node"],
        Blockers = ["not to mount paths of the node", "accounts without rights"],
        Strength = 0,
        Attack = ["T1552.001", "T1528"],
        KubernetesMatrix = ["MS-TA9016"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Configure Service Accounts for Pods"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var (account, place) in scene.AccountsWithTokens)
            steps.Add(this, new Privilege(PrivilegeKind.HostFiles, "node"), Scene.IdentityOf(account), Condition.Maybe(new Evidence("whether a pod of the account runs on the same node", place)));
    }
}
