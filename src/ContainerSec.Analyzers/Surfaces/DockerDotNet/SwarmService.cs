using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerInspect;
using ContainerSec.Readers.Text;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A service of a swarm: what it says about its containers has other names there than in the API of containers, and the same sense.</summary>
internal static class SwarmService
{
    private static readonly (string Service, string Container)[] OfConfig =
        [("Image", "Image"), ("User", "User"), ("Env", "Env"), ("Labels", "Labels"), ("Command", "Entrypoint"), ("Args", "Cmd"), ("Dir", "WorkingDir"), ("Healthcheck", "Healthcheck")];

    private static readonly (string Service, string Container)[] OfHost =
    [
        ("CapabilityAdd", "CapAdd"), ("CapabilityDrop", "CapDrop"), ("ReadOnly", "ReadonlyRootfs"), ("Mounts", "Mounts"), ("Sysctls", "Sysctls"), ("Ulimits", "Ulimits"), ("Groups", "GroupAdd"),
        ("Isolation", "Isolation"),
    ];

    public static Workload Read(YamlMapping service)
    {
        var task = service["TaskTemplate"] as YamlMapping;
        var container = task?["ContainerSpec"] as YamlMapping;
        var request = new YamlMapping(service.Source, service.Start) { End = service.End, Rest = container?.Rest };
        var host = new YamlMapping(service.Source, service.Start) { End = service.End, Rest = container?.Rest };
        Copy(container, request, OfConfig);
        Copy(container, host, OfHost);
        request.Entries.Add(new YamlEntry(new YamlScalar(service.Source, service.Start, service.End, "HostConfig", isPlain: false), host));
        return InspectedContainer.ReadRequest(request) with { Kind = "service", Name = service["Name"].KnownText() ?? "", Origin = service.Origin };
    }

    private static void Copy(YamlMapping? from, YamlMapping to, (string Service, string Container)[] names)
    {
        foreach (var (service, container) in names)
        {
            if (from?.Find(service) is { } entry)
                to.Entries.Add(new YamlEntry(ObjectNodes.Key(container, (TextProvenance)entry.Key.Origin), entry.Value));
        }
    }
}
