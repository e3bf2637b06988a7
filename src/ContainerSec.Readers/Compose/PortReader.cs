using System.Net;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads published ports, short (<c>127.0.0.1:8080:80/udp</c>) or long.</summary>
internal sealed class PortReader(ValueReader values, ComposeProblems problems)
{
    public FactList<PublishedPort> Read(YamlNode? node) =>
        ValueReader.ListOf(node, item => item is YamlMapping mapping ? Long(mapping) : item is YamlScalar scalar ? Short(scalar) : default);

    private Fact<PublishedPort> Short(YamlScalar scalar)
    {
        var port = values.Parse(scalar, PortSyntax.Parse);
        if (!port.IsKnown)
            return port;
        // ${PORT}:80 may be given as 127.0.0.1:8080, too.
        if (port.Value.HostAddress.IsUnset && port.Value.HostPort.IsUnknown && scalar.Value[0] == Holes.Hole)
            port = Fact.Known(port.Value with { HostAddress = Fact.Unknown<string>(scalar.Origin) }, port.Origin);
        return Checked(port, scalar, scalar);
    }

    private Fact<PublishedPort> Long(YamlMapping mapping)
    {
        var protocol = mapping["protocol"].KnownText() ?? "tcp";
        var port = new PublishedPort
        {
            HostAddress = mapping["host_ip"].Text().Select(static address => address.Trim('[', ']')),
            HostPort = Range(mapping["published"]),
            ContainerPort = Range(mapping["target"]),
            Protocol = protocol.ToLowerInvariant(),
        };
        if (port.ContainerPort.IsUnset)
            problems.Error(mapping, "A published port needs a target, the port inside the container.");
        return Checked(Fact.Known(port, mapping.Origin), mapping["host_ip"] ?? mapping, mapping["protocol"] ?? mapping);
    }

    private Fact<string> Range(YamlNode? node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
            return default;
        if (!scalar.IsUnknown && scalar.Value.Length > 0 && !PortSyntax.TryRange(scalar.Value, out _, out _))
        {
            problems.Error(scalar, $"'{scalar.Value}' is not a port; write a number from 0 to 65535, or a range.");
            return Fact.Unknown<string>(scalar.Origin);
        }

        return scalar.Value.Length == 0 && !scalar.IsUnknown ? default : scalar.Text();
    }

    private Fact<PublishedPort> Checked(Fact<PublishedPort> fact, YamlNode addressNode, YamlNode protocolNode)
    {
        var port = fact.Value!;
        if (port.HostAddress.IsKnown && port.HostAddress.Value.Length > 0 && !IPAddress.TryParse(port.HostAddress.Value, out _))
            problems.Error(addressNode, $"'{port.HostAddress.Value}' is not an IP address; a port is bound to an address of the host, such as 127.0.0.1.");
        if (port.Protocol is not ("tcp" or "udp" or "sctp"))
            problems.Error(protocolNode, $"There is no protocol '{port.Protocol}'; use tcp, udp or sctp.");
        return fact;
    }
}
