namespace ContainerSec.Rules;

/// <summary>CSEC1011: a container of a pod takes a port of its node.</summary>
/// <remarks>Exactly the check <c>hostPorts</c> of the Pod Security Standards: any number but 0, on containers of every kind.</remarks>
internal sealed class HostPortUsed : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1011", "hostPort used", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The node itself answers on the port, past services and most network policies; and what listens there can pass itself off as a service of the node.",
        Fix = "Remove hostPort and reach the pod through a service.",
        Mappings = [Mapping.Baseline("hostPorts"), Mapping.CisKubernetes("5.2.13"), Mapping.Nist("4.4.3"), Mapping.OwaspKubernetes("K01")],
        References = ["Pod Security Standards, baseline, Host Ports"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      ports:\n        - containerPort: 8080\n          hostPort: 8080\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      ports:\n        - containerPort: 8080\n          hostPort: 0\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            return;
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                context.Judge(port.Value.HostPort, static p => p != "0", static p => $"takes port {p} of its node");
            else
                context.Unknown(port.Origin);
        }

        if (subject.Network.Ports.MayHaveMore)
            context.Unknown(subject.Network.Ports.Origin);
        else if (subject.Network.ExposedPorts.Count > 0)
            context.Pass();
    }
}
