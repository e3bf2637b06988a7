namespace ContainerSec.Rules;

/// <summary>CSEC1424: an admission webhook is among the manifests. An inventory, no defect.</summary>
internal sealed class AdmissionWebhookListed : Rule, IJudge<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("CSEC1424", "Admission webhook for review (inventory)", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "A webhook sees every object that it asks for and, if it is a mutating one, rewrites it: whoever runs it is as mighty as the cluster's administrator.",
        Fix = "Nothing is wrong as such: see that the webhook is wanted, limited to what it must see, and run by somebody who is trusted.",
        Mappings = [Mapping.Attack("T1546")],
        References = ["kubernetes.io: Admission Webhook Good Practices"],
        WhenOn = Severity.Hidden,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata:\n  name: injector\nwebhooks: []\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n"),
        ],
    };

    public void Check(KubernetesObject subject, RuleContext context)
    {
        if (subject.Kind is "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration")
            context.Fail(subject.Origin, "takes part in admission");
    }
}
