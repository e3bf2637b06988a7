namespace ContainerSec.Rules;

/// <summary>CSEC1008: a program that asks nobody who is there is reachable from outside.</summary>
internal sealed class OpenAdministrationExposed : Rule, IJudge<Workload>, IJudge<KubernetesService>
{
    public override RuleInfo Info { get; } = new("CSEC1008", "Administration interface without authentication reachable from outside", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Whoever finds the address sees and changes what the program administers: it has no login of its own unless one is configured.",
        Fix = "Keep it out of what is deployed, bind it to 127.0.0.1, or put a proxy before it that authenticates.",
        Mappings = [Mapping.OwaspDocker("D04"), Mapping.Attack("T1133"), Mapping.Cwe(306)],
        References = ["Prometheus documentation, \"Security model\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  ui:\n    image: provectuslabs/kafka-ui:v0.7.2\n    ports:\n      - \"8080:8080\"\n"),
            Example.Good(Surface.Compose, "services:\n  ui:\n    image: provectuslabs/kafka-ui:v0.7.2\n    ports:\n      - \"127.0.0.1:8080:8080\"\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // What stands behind a guard of an app host is not published.
        if (subject.Surface == Surface.AspireAppHost && subject.Context != RunContext.Production)
            return;
        if (WellKnownServices.Of(subject.Image.Reference) is not { Kind: ServiceKind.OpenAdministration } service)
            return;
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                context.Judge(port.Value.IsOnEveryInterface, static every => every, $"publishes {service.Product}, which has no login of its own, on port '{port.Value.ContainerPort}' to every network of the host");
            else
                context.Unknown(port.Origin);
        }

        foreach (var endpoint in subject.Network.Endpoints)
        {
            if (endpoint.IsKnown)
                context.Judge(endpoint.Value.External, static external => external, $"makes {service.Product}, which has no login of its own, reachable from outside by the endpoint '{endpoint.Value.Name}'");
        }
    }

    public void Check(KubernetesService subject, RuleContext context)
    {
        if (!subject.Type.Is(static t => t is "LoadBalancer" or "NodePort"))
            return;
        foreach (var workload in context.Deployment.Workloads)
        {
            if (workload.Pod is { } pod && WellKnownServices.Of(workload.Image.Reference) is { Kind: ServiceKind.OpenAdministration } service && subject.SendsTo(pod) == true)
                context.Fail(subject.Type.Origin, $"makes {service.Product}, which has no login of its own, reachable from outside of the cluster", workload.Image.Reference.Origin);
        }
    }
}
