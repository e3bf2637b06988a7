namespace ContainerSec;

/// <summary>A rule of a network policy.</summary>
public sealed record NetworkPolicyRule
{
    /// <summary>Who is admitted; unset or empty means everybody.</summary>
    public FactList<NetworkPolicyPeer> Peers { get; init; } = FactList<NetworkPolicyPeer>.Unset;

    /// <summary>The ports that are admitted, as written (number, name, or <c>first-last</c>, with protocol behind a slash); unset means all.</summary>
    public FactList<string> Ports { get; init; } = FactList<string>.Unset;
}
