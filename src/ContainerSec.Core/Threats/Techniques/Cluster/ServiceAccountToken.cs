namespace ContainerSec.Threats;

/// <summary>CSE023: the token of the pod's service account lies in the container.</summary>
internal sealed class ServiceAccountToken : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE023", "Service account token")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Identity,
        Stride = Stride.Spoofing,
        Chapters = [12],
        What = "Whoever reads the mounted token is the service account to the API server.",
        Conditions = ["a token is mounted into the pod, which is the default"],
        Blockers = ["automountServiceAccountToken: false", "an account without rights", "tokens that expire soon"],
        Strength = 0,
        Attack = ["T1528"],
        KubernetesMatrix = ["MS-TA9016"],
        Owasp = ["A01:2025", "K03:2022", "K06:2022"],
        References = ["Kubernetes documentation, Configure Service Accounts for Pods"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            if (at.Workload.Pod is not { } pod || scene.Access.IdentityOf(pod) is not { Account: { } account } identity)
                continue;
            steps.Add(this, at.Code, Scene.IdentityOf(account), Condition.From(identity.HoldsToken, at.NoToken));
        }
    }
}
