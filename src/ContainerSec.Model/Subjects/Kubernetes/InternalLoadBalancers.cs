namespace ContainerSec;

/// <summary>How a Service asks a cloud for a load balancer that the internet does not reach.</summary>
/// <remarks>Annotations of the cloud providers as the Kubernetes documentation lists them under "Service", internal load balancer.</remarks>
internal static class InternalLoadBalancers
{
    // What cloud providers understand as "not on the internet": annotation, and the value that switches it on (null: any but false).
    private static readonly (string Name, string? Value)[] Internal =
    [
        ("networking.gke.io/load-balancer-type", "Internal"), ("cloud.google.com/load-balancer-type", "Internal"),
        ("service.beta.kubernetes.io/azure-load-balancer-internal", null),
        ("service.beta.kubernetes.io/aws-load-balancer-internal", null), ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
        ("service.beta.kubernetes.io/openstack-internal-load-balancer", null),
        ("service.beta.kubernetes.io/load-balancer-source-ranges", null),
    ];

    /// <summary>Whether an annotation asks for one, or limits the clients as <c>loadBalancerSourceRanges</c> does.</summary>
    public static bool IsAskedForBy(Label annotation) => Internal.Any(known =>
        known.Name == annotation.Name && (known.Value is null ? annotation.Value != "false" : string.Equals(known.Value, annotation.Value, StringComparison.OrdinalIgnoreCase)));
}
