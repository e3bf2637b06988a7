namespace ContainerSec.Threats;

/// <summary>Who a pod is in its cluster.</summary>
/// <param name="Account">Its service account; null when it cannot be computed: then it may be any of its namespace.</param>
/// <param name="HoldsToken">Whether a token of the account is in the pod; without one nobody in the pod is anybody to the API server.</param>
public sealed record PodIdentity(ClusterIdentity? Account, Ruling HoldsToken);
