namespace ContainerSec.Rules;

/// <summary>CSEC1428: the Kubernetes dashboard is deployed, or its account has more than its own role.</summary>
internal sealed class DashboardDeployed : Rule, IJudge<Workload>, IJudge<RbacBinding>
{
    public override RuleInfo Info { get; } = new("CSEC1428", "Kubernetes dashboard deployed or its account bound", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The dashboard is a web page that acts on the cluster: when it is reachable, or its account is mighty, it is the way in.",
        Fix = "Leave it out, or keep it inside the cluster, let people sign in with their own tokens, and bind nothing to its account.",
        Mappings = [Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1133")],
        References = ["kubernetes.io: Deploy and Access the Kubernetes Dashboard"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: dashboard\nspec:\n  containers:\n    - name: dashboard\n      image: kubernetesui/dashboard:v2.7.0\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: dashboard\nspec:\n  containers:\n    - name: dashboard\n      image: grafana/grafana:12.0.0\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not { } pod)
            return;
        // A mirror may call the image as it likes; the labels of the manifest stay.
        if (pod.Labels.AnyKnown(static label => label is { Name: "k8s-app" or "app.kubernetes.io/name", Value: "kubernetes-dashboard" }))
            context.Fail(subject.Image.Reference.Origin, "is the Kubernetes dashboard");
        else
            context.Judge(subject.Image.Reference, IsDashboard, "is the Kubernetes dashboard");
    }

    public void Check(RbacBinding subject, RuleContext context)
    {
        if (subject.RoleName.Is("kubernetes-dashboard") || subject.RoleName.Is("kubernetes-dashboard-minimal"))
            context.Pass();
        else
            context.JudgeEach(subject.Subjects, static who => who is { Kind: "ServiceAccount", Name: "kubernetes-dashboard" }, _ => $"binds '{subject.RoleName}' to the account of the Kubernetes dashboard");
    }

    // The names of its releases: kubernetesui/dashboard up to 2, kubernetesui/dashboard-web and -api from 3 on, kubernetes-dashboard-amd64 before.
    private static bool IsDashboard(ImageReference image) =>
        image.ShortName.StartsWith("kubernetes-dashboard", StringComparison.Ordinal)
        || (image.Repository.IndexOf("kubernetesui/dashboard", StringComparison.Ordinal) >= 0 && !image.ShortName.EndsWith("scraper", StringComparison.Ordinal));
}
