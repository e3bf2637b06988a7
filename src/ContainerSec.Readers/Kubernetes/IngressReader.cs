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
        return new Ingress
        {
            TlsHosts = TlsHosts(spec),
            // A rule without host answers for every host.
            Hosts = spec.List("rules", static rule => rule.Text("host").Or(Fact.Known("", rule.Head))),
            BackendServices = Backends(spec, rules),
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

    private static FactList<string> Backends(ApiFields spec, IReadOnlyList<ApiFields> rules)
    {
        var services = new List<Fact<string>>();
        Add(services, spec.Object("defaultBackend"));
        Add(services, spec.Object("backend"));
        foreach (var rule in rules)
        {
            foreach (var path in rule.Object("http").Objects("paths"))
                Add(services, path.Object("backend"));
        }

        return services.Count == 0 ? FactList<string>.Unset : new FactList<string>(services, spec.Origin);
    }

    private static void Add(List<Fact<string>> services, ApiFields backend)
    {
        if (backend.Object("service").Text("name").Or(backend.Text("serviceName")) is { IsUnset: false } name)
            services.Add(name);
    }

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
