namespace ContainerSec.Rules;

/// <summary>CSEC1017: a service selects no pod of the set, or an ingress names no service of it.</summary>
internal sealed class PointsToNothing : Rule, IJudge<KubernetesService>, IJudge<Ingress>
{
    public override RuleInfo Info { get; } = new("CSEC1017", "Service or ingress points to nothing", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Whoever may create a pod with the missing label, or a service of the missing name, receives the traffic that clients send there.",
        Fix = "Correct the labels or the name, or remove the object.",
        References = ["Kubernetes documentation, \"Service\", selectors"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n  ports:\n    - port: 80\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n  ports:\n    - port: 80\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n"),
        ],
    };

    public void Check(KubernetesService subject, RuleContext context)
    {
        if (subject.Selector.Count == 0)
            return;
        // Only pods with the first label that is known can be meant.
        var first = subject.Selector.FirstOrDefault(static l => l.IsKnown);
        var pods = first.IsKnown ? context.Surroundings.PodsByLabel.With(first.Value) : context.Deployment.Pods;
        var sends = pods.Select(subject.SendsTo).ToList();
        if (sends.Contains(true))
            context.Pass();
        else if (sends.Contains(null) || subject.Selector.HasUnknown || context.Deployment.IsPartial)
            context.Unknown(subject.Selector.Origin);
        else
            context.Fail(subject.Selector.Origin, "selects no pod");
    }

    public void Check(Ingress subject, RuleContext context)
    {
        var services = context.Deployment.Objects.OfType<KubernetesService>().ToList();
        foreach (var backend in subject.BackendServices)
        {
            var candidates = services.Where(s => backend.Is(s.Name)).Select(s => subject.IsInNamespace(s.Namespace)).ToList();
            if (backend.IsUnknown || ((candidates.Contains(null) || context.Deployment.IsPartial) && !candidates.Contains(true)))
                context.Unknown(backend.Origin);
            else
                context.Judge(backend, _ => !candidates.Contains(true), static name => $"sends to the service '{name}', which is not there");
        }
    }
}
