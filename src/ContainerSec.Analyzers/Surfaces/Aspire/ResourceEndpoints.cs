using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The endpoints of a resource, each as the object that callbacks see: <c>EndpointAnnotation</c>.</summary>
internal sealed class ResourceEndpoints(ITypeSymbol? type)
{
    private readonly List<ObjectValue> _all = [];
    private HashSet<ObjectValue>? _openedTogether;

    /// <summary>An endpoint by its name; made when there is none.</summary>
    public ObjectValue? Named(string name, Call call)
    {
        foreach (var endpoint in _all)
        {
            if (endpoint["Name"]?.Value is TextValue { Text: var own } && own == name)
                return endpoint;
        }

        if (call.Run.Compilation.GetTypeByMetadataName("Aspire.Hosting.ApplicationModel.EndpointAnnotation") is not { } annotation)
            return null;
        var added = new ObjectValue(annotation, call.Place) { IsPartial = true };
        added.Set("Name", new Stated(new TextValue(name), call.Place));
        if (WellKnownEndpoint.Of(type, name) is { } known)
        {
            added.Set("UriScheme", new Stated(new TextValue(known.Scheme), null));
            added.Set("TargetPort", new Stated(ConstantValue.Of(known.Port, null), null));
        }

        _all.Add(added);
        return added;
    }

    /// <summary>Opens those of http and https, as they are now, to clients from outside.</summary>
    public void OpenHttp(Call call)
    {
        if (WellKnownEndpoint.Of(type, "http") is not null)
            Named("http", call);
        foreach (var endpoint in _all)
        {
            if (endpoint["UriScheme"]?.Value is not TextValue { Text: "http" or "https" })
                continue;
            endpoint.Set("IsExternal", new Stated(ConstantValue.True, call.Place));
            (_openedTogether ??= []).Add(endpoint);
        }
    }

    public FactList<Endpoint> ToFacts() => _all.Count == 0 ? FactList<Endpoint>.Unset : new FactList<Endpoint>([.. _all.Select(e => Fact.Known(ToEndpoint(e), e.Place))], _all[0].Place);

    /// <summary>Ports that a proxy opens to every network of the host, where code says so: by itself it listens on localhost.</summary>
    public FactList<PublishedPort> ToPorts()
    {
        var ports = new List<Fact<PublishedPort>>();
        foreach (var endpoint in _all)
        {
            if (Of(endpoint, "TargetHost").Text is not { IsKnown: true, Value: "0.0.0.0" or "*" or "+" or "::" or "[::]" } host)
                continue;
            var (port, name) = (Port(Of(endpoint, "TargetPort")).Or(Port(Of(endpoint, "Port"))), endpoint["Name"]!.Value);
            ports.Add(Fact.Known(
                new PublishedPort
                {
                    HostAddress = host.Value == "+" ? Fact.Known("*", host.Origin) : host,
                    ContainerPort = port.IsKnown ? port.Select(static p => p.ToString(System.Globalization.CultureInfo.InvariantCulture)) : new Argument(name.Value, name.Place, true).Text,
                },
                host.Origin));
        }

        return ports.Count == 0 ? FactList<PublishedPort>.Unset : new FactList<PublishedPort>(ports, ports[0].Origin);
    }

    // Whoever opens all of them leaves TLS to what stands in front of them: which scheme clients see is not known here.
    private Endpoint ToEndpoint(ObjectValue endpoint) => new()
    {
        Name = endpoint["Name"]?.Value is TextValue { Text: var name } ? name : "",
        Scheme = _openedTogether?.Contains(endpoint) == true ? default : Of(endpoint, "UriScheme").Text,
        External = Of(endpoint, "IsExternal").Bool,
        Port = Port(Of(endpoint, "Port")),
        TargetPort = Port(Of(endpoint, "TargetPort")),
    };

    private static Argument Of(ObjectValue endpoint, string member) => endpoint[member] is { } stated ? new Argument(stated.Value, stated.Place ?? endpoint.Place, true) : default;

    private static Fact<int> Port(Argument argument) => argument.Number.Select(static n => n is >= 0 and <= 65535 ? (int)n : 0);
}
