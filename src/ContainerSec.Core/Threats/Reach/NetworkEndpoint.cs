namespace ContainerSec.Threats;

/// <summary>One end of a connection.</summary>
public sealed class NetworkEndpoint
{
    private NetworkEndpoint(NetworkEndpointKind kind, Workload? workload = null, string? address = null, AddressSet? addresses = null) =>
        (Kind, Workload, Address, Addresses) = (kind, workload, address, addresses);

    /// <summary>Anybody on the internet, at an address that an attacker chooses.</summary>
    public static NetworkEndpoint Internet { get; } = new(NetworkEndpointKind.Internet, addresses: AddressSet.Public);

    /// <summary>Machines on the networks that the host or node itself is on.</summary>
    public static NetworkEndpoint LocalNetwork { get; } = new(NetworkEndpointKind.LocalNetwork, addresses: AddressSet.Private);

    /// <summary>The machine that runs the workload at the other end.</summary>
    public static NetworkEndpoint Host { get; } = new(NetworkEndpointKind.Host);

    /// <summary>The API server of the cluster.</summary>
    public static NetworkEndpoint ApiServer { get; } = new(NetworkEndpointKind.ApiServer);

    /// <summary>A container of the same engine, or a pod of the same cluster in a namespace of its own, that is not in these files.</summary>
    public static NetworkEndpoint OtherTenant { get; } = new(NetworkEndpointKind.OtherTenant);

    /// <summary>The address at which clouds hand out a machine's credentials: 169.254.169.254.</summary>
    public static NetworkEndpoint MetadataService { get; } = At("169.254.169.254");

    /// <summary>What it is.</summary>
    public NetworkEndpointKind Kind { get; }

    /// <summary>The container, of <see cref="NetworkEndpointKind.Workload"/>.</summary>
    public Workload? Workload { get; }

    /// <summary>The address or block as it was given, of <see cref="NetworkEndpointKind.Address"/>.</summary>
    public string? Address { get; }

    // What the end's own address may be; of others it is not known.
    internal AddressSet? Addresses { get; }

    /// <summary>A container of the deployment.</summary>
    /// <param name="workload">The very object of the deployment.</param>
    public static NetworkEndpoint Of(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return new NetworkEndpoint(NetworkEndpointKind.Workload, workload);
    }

    /// <summary>An address outside of the deployment.</summary>
    /// <param name="address">An IP address, <c>169.254.169.254</c>, or a block in CIDR notation, <c>10.0.0.0/8</c>, <c>fd00::/8</c>.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static NetworkEndpoint At(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var set = AddressSet.Parse(address) ?? throw new ArgumentException($"'{address}' is no IP address, and no block of addresses in CIDR notation.", nameof(address));
        return new NetworkEndpoint(NetworkEndpointKind.Address, address: address, addresses: set);
    }

    /// <summary>The endpoint for people: <c>the internet</c>, <c>service 'web'</c>.</summary>
    public override string ToString() => Kind switch
    {
        NetworkEndpointKind.Internet => "the internet",
        NetworkEndpointKind.LocalNetwork => "the local network",
        NetworkEndpointKind.Host => "the host",
        NetworkEndpointKind.ApiServer => "the API server",
        NetworkEndpointKind.OtherTenant => "another tenant",
        NetworkEndpointKind.Workload => Workload!.Description,
        _ => Address!,
    };
}
