namespace ContainerSec.Threats;

/// <summary>Who reaches a port of a host or node, by the address that it is bound to.</summary>
internal sealed class Facing(Truth hostsFaceTheInternet)
{
    /// <summary>What an address that nothing else limits is worth to the internet.</summary>
    public Ruling Internet(params IReadOnlyList<Evidence> because) => hostsFaceTheInternet switch
    {
        Truth.Yes => Ruling.Yes([.. because, new Evidence("hosts are taken to face the internet")]),
        Truth.No => Ruling.No([new Evidence("hosts are taken not to face the internet"), .. because]),
        _ => Ruling.Maybe([new Evidence("whether hosts face the internet is not known"), .. because]),
    };

    /// <summary>Whether the internet and the local network reach a port that is bound to an address.</summary>
    /// <param name="address">The address as written; unset is every one.</param>
    /// <param name="evidence">What opens the port.</param>
    public (Ruling Internet, Ruling LocalNetwork, bool IsLoopback) Of(Fact<string> address, Evidence evidence)
    {
        if (address.IsUnset || address.Is(PublishedPort.IsWildcard))
            return (Internet(evidence), Ruling.Yes(evidence), false);
        if (!address.IsKnown || AddressSet.Parse(address.Value.Trim('[', ']')) is not { } bound)
        {
            var unknown = Ruling.Maybe(new Evidence("which address of the host it is bound to is not known", address.Origin), evidence);
            return (unknown, unknown, false);
        }

        if (bound.IsIn(AddressSet.Loopback) == Truth.Yes)
        {
            return (
                Ruling.No(new Evidence($"it is bound to {address.Value}, which only the host itself reaches", address.Origin)),
                Ruling.Maybe(new Evidence($"it is bound to {address.Value}, which neighbours of the host reach with releases of Docker before 28.0", address.Origin)),
                true);
        }

        return bound.IsIn(AddressSet.Public) == Truth.Yes
            ? (Ruling.Yes(evidence, new Evidence($"{address.Value} is an address of the internet", address.Origin)), Ruling.Yes(evidence), false)
            : (Ruling.Maybe(new Evidence($"{address.Value} is a private address: the internet reaches it if a gateway sends it on", address.Origin), evidence), Ruling.Yes(evidence), false);
    }
}
