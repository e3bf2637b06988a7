namespace ContainerSec.Threats;

/// <summary>Who users of a container are to the host's kernel.</summary>
public sealed record HostUsers
{
    internal HostUsers(Fact<long> inside, Ruling ownNamespace, IdMap? map) => (UserId, OwnNamespace, Map) = (inside, ownNamespace, map);

    /// <summary>The number of the container's user inside; unknown when it is a name or the image's, and that is not at hand.</summary>
    public Fact<long> UserId { get; }

    /// <summary>Whether the container is in a user namespace that is not the host's.</summary>
    public Ruling OwnNamespace { get; }

    /// <summary>How ids inside are numbered outside; null when that is not known.</summary>
    public IdMap? Map { get; }

    /// <summary>The id on the host of the container's user; unknown when user or map are.</summary>
    public Fact<long> OfUser => UserId.IsKnown ? Of(UserId.Value) : Fact.Unknown<long>(UserId.Origin);

    /// <summary>The id on the host of root inside; unknown when the map is.</summary>
    public Fact<long> OfRoot => Of(0);

    /// <summary>The id on the host of an id inside.</summary>
    /// <param name="inside">The id inside.</param>
    /// <returns>Unknown when the map is not known; <see cref="IdMap.OverflowId"/> where the map leaves it out.</returns>
    public Fact<long> Of(long inside)
    {
        var origin = OwnNamespace.Because.Count > 0 ? OwnNamespace.Because[0].Origin : null;
        return Map is { } map ? Fact.Known(map.ToOutside(inside) ?? IdMap.OverflowId, origin) : Fact.Unknown<long>(origin);
    }

    /// <summary>Whether an id inside is root on the host.</summary>
    /// <param name="inside">The id inside.</param>
    public Ruling IsHostRoot(long inside)
    {
        if (OwnNamespace.IsNo)
            return inside == 0 ? Ruling.Yes(OwnNamespace.Because) : Ruling.No(OwnNamespace.Because);
        if (Map is { } map)
            return map.ToOutside(inside) == 0 ? Ruling.Yes(OwnNamespace.Because) : Ruling.No(OwnNamespace.Because);
        // Engines never map the host's root into a container's namespace; of an engine without root, root inside is its user.
        return inside != 0 || OwnNamespace.IsYes ? Ruling.No(OwnNamespace.Because) : OwnNamespace.Not();
    }
}
