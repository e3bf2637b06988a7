namespace ContainerSec.Rules;

/// <summary>CSEC1003: a database, a broker or its administration answers to strangers.</summary>
internal sealed class DataServiceExposed : Rule, IJudge<Workload>, IJudge<KubernetesService>
{
    public override RuleInfo Info { get; } = new("CSEC1003", "Database, broker or administration port reachable from outside", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Such ports are scanned for day and night: one weak password or one vulnerability, and the data is copied, changed or held to ransom.",
        Fix = "Do not publish the port: containers reach each other over their network. Where a person needs it, bind it to 127.0.0.1.",
        Mappings = [Mapping.OwaspDocker("D03"), Mapping.Attack("T1133"), Mapping.Attack("T1190"), Mapping.Cwe(668)],
        References = ["Compose specification, ports and expose", "Kubernetes documentation, \"Service\", type"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    ports:\n      - \"5432:5432\"\n"),
            Example.Good(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    ports:\n      - \"127.0.0.1:5432:5432\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 5432\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ClusterIP\n  ports:\n    - port: 5432\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // What stands behind a guard of an app host is not published.
        if (subject.Surface == Surface.AspireAppHost && subject.Context != RunContext.Production)
            return;
        var runs = WellKnownServices.Of(subject.Image.Reference);
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsUnknown && Condemned(runs) is not null)
                context.Unknown(port.Origin);
            else if (port.IsKnown && Condemned(runs ?? At(port.Value)) is { } service)
                context.Judge(port.Value.IsOnEveryInterface, static every => every, $"publishes {service.Product} on port '{port.Value.ContainerPort}' to every network of the host");
        }

        foreach (var endpoint in subject.Network.Endpoints)
        {
            if (endpoint.IsKnown && Condemned(runs ?? At(endpoint.Value)) is { } service)
                context.Judge(endpoint.Value.External, static external => external, $"makes {service.Product} reachable from outside by the endpoint '{endpoint.Value.Name}'");
        }
    }

    public void Check(KubernetesService subject, RuleContext context)
    {
        if (subject.Type.Is(static t => t is not ("LoadBalancer" or "NodePort")))
        {
            context.Pass();
            return;
        }

        foreach (var port in subject.Ports)
        {
            if (port.IsKnown && Condemned(At(port.Value)) is { } service)
                context.Judge(subject.Type, static t => t is "LoadBalancer" or "NodePort", type => $"makes {service.Product} reachable from outside of the cluster (type {type}, port {port.Value.Port})");
        }
    }

    // What shows itself to everybody anyway is CSEC1008's.
    private static WellKnownService? Condemned(WellKnownService? service) => service is { Kind: not ServiceKind.OpenAdministration } ? service : null;

    private static WellKnownService? At(PublishedPort port) =>
        port.ContainerPort.IsKnown && PortRange.Parse(port.ContainerPort.Value) is { } range ? WellKnownServices.At(range) : null;

    private static WellKnownService? At(Endpoint endpoint) =>
        endpoint.TargetPort.Or(endpoint.Port) is { IsKnown: true, Value: var port } ? WellKnownServices.At(new PortRange(port, port)) : null;

    private static WellKnownService? At(ServicePort port) =>
        WellKnownServices.At(PortRange.Parse(port.TargetPort ?? "") ?? new PortRange(port.Port, port.Port)) ?? WellKnownServices.At(new PortRange(port.Port, port.Port));
}
