namespace ContainerSec.Rules;

/// <summary>CSEC1006: a service is reachable from outside of the cluster, for every client address.</summary>
internal sealed class ServiceOpenToEverybody : Rule, IJudge<KubernetesService>
{
    public override RuleInfo Info { get; } = new("CSEC1006", "Service of type LoadBalancer or NodePort without source ranges", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Everybody who reaches a node or the load balancer reaches the pods, without any gateway that authenticates or filters.",
        Fix = "Use ClusterIP behind an ingress or gateway; where a load balancer is needed, name the clients in loadBalancerSourceRanges or make it internal.",
        Mappings = [Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07"), Mapping.Attack("T1133")],
        References = ["Kubernetes documentation, \"Service\", publishing services"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  type: LoadBalancer\n  selector: {app: api}\n  ports:\n    - port: 443\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  type: LoadBalancer\n  loadBalancerSourceRanges: [203.0.113.0/24]\n  selector: {app: api}\n  ports:\n    - port: 443\n"),
        ],
    };

    public void Check(KubernetesService subject, RuleContext context)
    {
        var ranges = subject.LoadBalancerSourceRanges;
        if (subject.Type.Is("NodePort"))
            context.Fail(subject.Type.Origin, "opens a port of every node to everybody (type NodePort)");
        else if (!subject.Type.Is("LoadBalancer"))
            context.Judge(subject.Type, static _ => false, "");
        else if (ranges.AnyKnown(static r => r is "0.0.0.0/0" or "::/0"))
            context.Fail(ranges.Origin, "admits every client address to its load balancer");
        else if (ranges.HasUnknown || subject.Annotations.HasUnknown)
            context.Unknown(ranges.HasUnknown ? ranges.Origin : subject.Annotations.Origin);
        else if (ranges.Count > 0 || subject.Annotations.AnyKnown(InternalLoadBalancers.IsAskedForBy))
            context.Pass();
        else if (subject.IsPartial)
            context.Unknown(subject.Type.Origin, "may say elsewhere who reaches its load balancer");
        else
            context.Fail(subject.Type.Origin, "admits every client address to its load balancer (no loadBalancerSourceRanges)");
    }
}
