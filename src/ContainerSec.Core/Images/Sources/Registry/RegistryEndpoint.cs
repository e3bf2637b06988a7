using System.Net;
using System.Text.RegularExpressions;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>A host that is asked for a repository: the registry itself or a mirror.</summary>
internal sealed partial class RegistryEndpoint
{
    private RegistryEndpoint(string host, Uri address, bool isMirror, bool mayBePlain) => (Host, Address, IsMirror, MayBePlain) = (host, address, isMirror, mayBePlain);

    /// <summary>The host as users write it: what credentials are kept under.</summary>
    public string Host { get; }

    /// <summary>Scheme, host and port.</summary>
    public Uri Address { get; private set; }

    /// <summary>Whether it may be asked over plain HTTP if it does not speak TLS.</summary>
    public bool MayBePlain { get; private set; }

    public bool IsMirror { get; }

    /// <summary>Makes the address of a host. Docker Hub answers under another name than the one that people write.</summary>
    /// <exception cref="ArgumentException">It is no host with an optional port.</exception>
    public static RegistryEndpoint Of(string host, bool isMirror, RegistryOptions options)
    {
        var name = host is "" or "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
        if (!HostAndPort().IsMatch(name) || !Uri.TryCreate($"https://{(name == "docker.io" ? "registry-1.docker.io" : name)}/", UriKind.Absolute, out var address))
            throw new ArgumentException($"'{host}' is no host of a registry: write host or host:port, as in registry.example:5000.", nameof(host));
        return new RegistryEndpoint(name, address, isMirror, mayBePlain: IsLoopback(address) || options.AllowInsecure);
    }

    /// <summary>Notes what it speaks.</summary>
    public void Settle(bool isPlain)
    {
        if (isPlain && MayBePlain)
            Address = new UriBuilder(Address) { Scheme = "http", Port = Address.IsDefaultPort ? 80 : Address.Port }.Uri;
        MayBePlain = false;
    }

    /// <summary>Whether the address is this machine, where plain HTTP can be heard by nobody else.</summary>
    public static bool IsLoopback(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));

    [GeneratedRegex("""\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?\z""", RegexOptions.NonBacktracking)]
    private static partial Regex HostAndPort();
}
