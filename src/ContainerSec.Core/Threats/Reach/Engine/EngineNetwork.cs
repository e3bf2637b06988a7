namespace ContainerSec.Threats;

/// <summary>A network of an engine, as far as it is described.</summary>
internal sealed class EngineNetwork(int id, string name, NetworkDefinition? definition)
{
    private const string IccOption = "com.docker.network.bridge.enable_icc";
    private const string GatewayOption = "com.docker.network.bridge.gateway_mode_ipv4";
    private const string AddressOption = "com.docker.network.bridge.host_binding_ipv4";

    public int Id { get; } = id;

    /// <summary>Its name for people: <c>network 'back'</c>, <c>the default bridge</c>.</summary>
    public string Name { get; } = name;

    public Provenance? Origin { get; } = definition?.Origin;

    /// <summary>Whether it has no way out. Of a network that somebody else made it is not known.</summary>
    public Truth IsInternal { get; init; } = definition is null ? Truth.Maybe : definition.Internal.IsUnset && definition.External.ToTruth() != Truth.No ? Truth.Maybe : definition.Internal.ToTruth();

    /// <summary>Where its being internal is said.</summary>
    public Provenance? InternalOrigin { get; } = definition?.Internal.Origin ?? definition?.Origin;

    /// <summary>Whether its containers may talk to each other: <c>icc</c>.</summary>
    public Truth TalksFreely { get; init; } = Option(definition, IccOption).State switch
    {
        FactState.Known => Option(definition, IccOption).Is("false") ? Truth.No : Truth.Yes,
        FactState.Unknown => Truth.Maybe,
        _ => Truth.Yes,
    };

    /// <summary>Why its containers may not talk, or perhaps not.</summary>
    public Evidence? TalksFreelyBecause { get; init; } = Option(definition, IccOption) is { IsUnset: false } option ? new Evidence($"option {IccOption} of {name}", option.Origin) : null;

    /// <summary>Whether its containers have addresses of their own on the network of the host: macvlan, ipvlan.</summary>
    public Truth IsOnLocalNetwork { get; } = definition is null ? Truth.No : definition.Driver.State switch
    {
        FactState.Known => definition.Driver.Value is "macvlan" or "ipvlan" or "l2bridge" or "transparent" ? Truth.Yes : Truth.No,
        FactState.Unknown => Truth.Maybe,
        _ => Truth.No,
    };

    /// <summary>Whether ports that are not published answer to neighbours of the host, too.</summary>
    public Truth IsUnprotected { get; } = Option(definition, GatewayOption) is { IsUnset: false } gateway
        ? gateway.IsKnown ? (gateway.Value == "nat-unprotected" ? Truth.Yes : Truth.No) : Truth.Maybe
        : Truth.No;

    public Provenance? DriverOrigin { get; } = definition?.Driver.Origin ?? Option(definition, GatewayOption).Origin;

    /// <summary>The host's address that ports are published on when none is written; unset is every one.</summary>
    public Fact<string> PublishAddress { get; init; } = Option(definition, AddressOption);

    /// <summary>Whether containers that are not in the files may be on it.</summary>
    public Truth HasOthers { get; init; } = definition is null ? Truth.Maybe : definition.External.ToTruth() == Truth.No ? Truth.No : Truth.Maybe;

    private static Fact<string> Option(NetworkDefinition? definition, string name)
    {
        if (definition is null)
            return default;
        foreach (var option in definition.Options)
        {
            if (option.Is(o => o.Name == name))
                return option.Select(static o => o.Value);
        }

        return definition.Options.HasUnknown ? Fact.Unknown<string>(definition.Options.Origin) : default;
    }
}
