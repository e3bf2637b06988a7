namespace ContainerSec;

/// <summary>A container's port that the host answers on.</summary>
public sealed record PublishedPort
{
    /// <summary>The host's address that it is bound to; unset means every interface.</summary>
    public Fact<string> HostAddress { get; init; }

    /// <summary>The host's port or range, as written; unset means a random one.</summary>
    public Fact<string> HostPort { get; init; }

    /// <summary>The container's port or range, as written.</summary>
    public Fact<string> ContainerPort { get; init; }

    /// <summary>In lower case: <c>tcp</c>, <c>udp</c>, <c>sctp</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>Whether every interface of the host answers: no address is given, or the one that stands for all; unknown when the address is.</summary>
    public Fact<bool> IsOnEveryInterface => HostAddress.IsUnset ? Fact.Known(true, ContainerPort.Origin) : HostAddress.Select(IsWildcard);

    internal static bool IsWildcard(string address) => address.Trim('[', ']') is "" or "0.0.0.0" or "::" or "*" or "0:0:0:0:0:0:0:0";
}
