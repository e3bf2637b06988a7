namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads services.</summary>
internal static class ServiceReader
{
    public static KubernetesService Read(ApiFields spec) => new()
    {
        Type = spec.Choice("type", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
        Selector = spec.Labels("selector"),
        Ports = spec.List("ports", static port => Port(port)),
        ExternalIPs = spec.Texts("externalIPs"),
        ExternalName = spec.Text("externalName"),
        LoadBalancerSourceRanges = spec.Texts("loadBalancerSourceRanges"),
    };

    private static Fact<ServicePort> Port(ApiFields port) => port.Integer("port", 1, 65535).Select(number => new ServicePort(
        port.Text("name").Value ?? "",
        (int)number,
        port.IntegerOrText("targetPort").Value,
        port.Integer("nodePort", 0, 65535) is { IsKnown: true } node ? (int)node.Value : null,
        port.Text("protocol").Value?.ToLowerInvariant() ?? "tcp"));
}
