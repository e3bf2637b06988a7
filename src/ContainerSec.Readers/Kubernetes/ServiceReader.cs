namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads services.</summary>
internal static class ServiceReader
{
    public static KubernetesService Read(ApiFields spec) => new()
    {
        Type = spec.Text("type"),
        Selector = spec.Labels("selector"),
        Ports = spec.List("ports", static port => Port(port)),
        ExternalIPs = spec.Texts("externalIPs"),
        ExternalName = spec.Text("externalName"),
        LoadBalancerSourceRanges = spec.Texts("loadBalancerSourceRanges"),
    };

    private static Fact<ServicePort> Port(ApiFields port) => port.Integer("port").Select(number => new ServicePort(
        port.Text("name").Value ?? "",
        ToPort(number),
        port.IntegerOrText("targetPort").Value,
        port.Integer("nodePort") is { IsKnown: true } node ? ToPort(node.Value) : null,
        port.Text("protocol").Value?.ToLowerInvariant() ?? "tcp"));

    private static int ToPort(long number) => (int)Math.Min(Math.Max(number, 0), 65535);
}
