namespace ContainerSec.Rules;

/// <summary>CSEC0106: the pod names its account with the old field.</summary>
internal sealed class DeprecatedServiceAccountField : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0106", "Deprecated field 'serviceAccount'", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Reviewers and tools look at serviceAccountName: an account that is named elsewhere is overlooked, and with it the rights that it brings.",
        Fix = "Write serviceAccountName.",
        References = ["Kubernetes API, PodSpec: serviceAccount"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccount: web\n  containers:\n    - name: app\n      image: nginx:1.27.4\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers:\n    - name: app\n      image: nginx:1.27.4\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context)
    {
        if (!subject.Identity.DeprecatedServiceAccount.IsUnset)
            context.Fail(subject.Identity.DeprecatedServiceAccount.Origin, "names its account with the deprecated field 'serviceAccount'");
        else if (!subject.Identity.ServiceAccount.IsUnset)
            context.Pass();
    }
}
