namespace ContainerSec.Rules;

/// <summary>CSEC1021: lists the pods that clients reach through an ingress, for somebody to look at.</summary>
internal sealed class ReachableThroughIngress : Rule, IJudge<Ingress>
{
    public override RuleInfo Info { get; } = new("CSEC1021", "Workload reachable through an ingress, for review", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "These pods take requests from strangers: a vulnerability in one of them is attacked first, and what they may reach is what an intruder reaches.",
        Fix = "Nothing, where clients need the workload; else remove the path from the ingress.",
        Mappings = [Mapping.Attack("T1190")],
        References = ["Kubernetes documentation, \"Ingress\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n  ports:\n    - port: 80\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  defaultBackend:\n    service:\n      name: api\n      port: {number: 80}\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: worker\n  labels: {app: worker}\nspec:\n  containers:\n    - name: worker\n      image: contoso/worker:1.4\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  defaultBackend:\n    service:\n      name: api\n      port: {number: 80}\n"),
        ],
    };

    public void Check(Ingress subject, RuleContext context)
    {
        foreach (var backend in subject.BackendServices)
        {
            var services = context.Deployment.Objects.OfType<KubernetesService>().Where(s => backend.Is(s.Name) && subject.IsInNamespace(s.Namespace) != false);
            var pods = services.SelectMany(service => context.Deployment.Pods.Where(pod => service.SendsTo(pod) == true)).ToList();
            if (backend.IsUnknown)
                context.Unknown(backend.Origin);
            else if (pods.Count > 0)
                context.Fail(backend.Origin, $"makes {string.Join(" and ", pods.Select(static pod => pod.Description))} reachable from outside of the cluster", [.. pods.Select(static pod => pod.Origin)]);
            else
                context.Pass();
        }
    }
}
