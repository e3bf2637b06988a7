using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads ingresses, those of the removed group <c>extensions</c> too.</summary>
internal static class IngressReader
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    public static Ingress Read(ApiObject source)
    {
        var spec = source.Spec;
        var rules = spec.Objects("rules");
        var backends = Backends(spec, rules);
        return new Ingress
        {
            TlsHosts = TlsHosts(spec),
            // A rule without host answers for every host.
            Hosts = spec.List("rules", static rule => rule.Text("host").Or(Fact.Known("", rule.Head))),
            BackendServices = Names(backends),
            Backends = backends,
            ClassName = spec.Text("ingressClassName").Or(ClassOf(source.Metadata.Labels("annotations"))),
        };
    }

    private static FactList<string> TlsHosts(ApiFields spec)
    {
        if (spec.Node("tls") is not { } tls)
            return FactList<string>.Unset;
        if (tls is not YamlSequence)
            return FactList<string>.Unknown(tls.Origin);
        var hosts = new List<Fact<string>>();
        foreach (var entry in spec.Objects("tls"))
            hosts.AddRange(entry.Texts("hosts"));
        return new FactList<string>(hosts, tls.Origin);
    }

    private static FactList<IngressBackend> Backends(ApiFields spec, IReadOnlyList<ApiFields> rules)
    {
        var services = new List<Fact<IngressBackend>>();
        Add(services, spec.Object("defaultBackend"));
        Add(services, spec.Object("backend"));
        foreach (var rule in rules)
        {
            foreach (var path in rule.Object("http").Objects("paths"))
                Add(services, path.Object("backend"));
        }

        return services.Count == 0 ? FactList<IngressBackend>.Unset : new FactList<IngressBackend>(services, spec.Origin);
    }

    private static void Add(List<Fact<IngressBackend>> services, ApiFields backend)
    {
        var service = backend.Object("service");
        if (service.Text("name").Or(backend.Text("serviceName")) is not { IsUnset: false } name)
            return;
        var port = service.Object("port");
        services.Add(name.Select(n => new IngressBackend(n, port.IntegerOrText("number").Or(port.Text("name")).Or(backend.IntegerOrText("servicePort")).Value)));
    }

    private static FactList<string> Names(FactList<IngressBackend> backends) => backends.IsUnset
        ? FactList<string>.Unset
        : new FactList<string>([.. backends.Select(static b => b.Select(static backend => backend.Service))], backends.Origin);

    private static Fact<string> ClassOf(FactList<Label> annotations)
    {
        foreach (var annotation in annotations)
        {
            if (annotation.Is(static a => a.Name == ClassAnnotation))
                return annotation.Select(static a => a.Value);
        }

        return default;
    }
}
