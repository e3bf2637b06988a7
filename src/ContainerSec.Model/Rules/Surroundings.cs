using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>A deployment and what is found in it again and again, sorted once: the contexts of all threads share it.</summary>
internal sealed class Surroundings(Deployment deployment)
{
    private readonly Lazy<PodsByLabel> _podsByLabel = new(() => new PodsByLabel(deployment.Pods));
    private readonly Lazy<ClusterAccess> _access = new(() => new ClusterAccess(deployment));

    public Deployment Deployment => deployment;

    /// <summary>The pods by their labels.</summary>
    public PodsByLabel PodsByLabel => _podsByLabel.Value;

    /// <summary>Accounts, roles, and who is bound to what.</summary>
    public ClusterAccess Access => _access.Value;
}
