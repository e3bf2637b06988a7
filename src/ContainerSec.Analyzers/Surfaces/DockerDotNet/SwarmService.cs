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

    private static readonly (string Service, string Container)[] OfLimits = [("NanoCPUs", "NanoCpus"), ("MemoryBytes", "Memory"), ("Pids", "PidsLimit")];

    private static readonly (string Service, string Container)[] OfReservations = [("MemoryBytes", "MemoryReservation")];

    public static Workload Read(YamlMapping service)
    {
        var task = service["TaskTemplate"] as YamlMapping;
        var container = task?["ContainerSpec"] as YamlMapping;
        var request = new YamlMapping(service.Source, service.Start) { End = service.End, Rest = container?.Rest };
        var host = new YamlMapping(service.Source, service.Start) { End = service.End, Rest = container?.Rest };
        Copy(container, request, OfConfig);
        Copy(container, host, OfHost);
        var resources = task?["Resources"] as YamlMapping;
        Copy(resources?["Limits"] as YamlMapping, host, OfLimits);
        Copy(resources?["Reservations"] as YamlMapping, host, OfReservations);
        if (SecurityOptionsOf(container?["Privileges"]) is { } options)
            host.Entries.Add(new YamlEntry(ObjectNodes.Key("SecurityOpt", (TextProvenance)options.Origin), options));
        if ((HostNetworkOf(task?["Networks"]) ?? HostNetworkOf(service["Networks"])) is { } network)
            host.Entries.Add(new YamlEntry(ObjectNodes.Key("NetworkMode", (TextProvenance)network.Origin), network));
        request.Entries.Add(new YamlEntry(new YamlScalar(service.Source, service.Start, service.End, "HostConfig", isPlain: false), host));
        var workload = InspectedContainer.ReadRequest(request);
        return workload with
        {
            Kind = "service",
            Name = service["Name"].KnownText() ?? "",
            Origin = service.Origin,
            Network = workload.Network with { Ports = (service["EndpointSpec"] as YamlMapping)?["Ports"].List(Port) ?? FactList<PublishedPort>.Unset },
        };
    }

    // Published on every address of every node, or of those that run a task of it.
    private static Fact<PublishedPort> Port(YamlNode node) => node is not YamlMapping port ? Fact.Unknown<PublishedPort>(node.Origin) : Fact.Known(
        new PublishedPort
        {
            // 0 and null are a port that the swarm chooses.
            HostPort = port["PublishedPort"].Text() is var published && published.Is("0") ? default : published,
            ContainerPort = port["TargetPort"].Text(),
            Protocol = port["Protocol"].KnownText() ?? "tcp",
        },
        port.Origin);

    // What the API of services has as objects, that of containers has as texts.
    private static YamlSequence? SecurityOptionsOf(YamlNode? node)
    {
        if (node is null or YamlScalar { IsNull: true, IsUnknown: false })
            return null;
        var place = (TextProvenance)node.Origin;
        var options = new YamlSequence(node.Source, node.Start) { End = place.EndOffset };
        if (node is not YamlMapping { Rest: null } privileges)
        {
            options.Items.Add(ObjectNodes.Unknown(place));
            return options;
        }

        Add(privileges["NoNewPrivileges"], static text => text == "true" ? "no-new-privileges" : null);
        Add((privileges["Seccomp"] as YamlMapping)?["Mode"], static text => text == "unconfined" ? "seccomp=unconfined" : null);
        Add((privileges["AppArmor"] as YamlMapping)?["Mode"], static text => text == "disabled" ? "apparmor=unconfined" : null);
        var labels = privileges["SELinuxContext"] as YamlMapping;
        Add(labels?["Disable"], static text => text == "true" ? "label=disable" : null);
        Add(labels?["User"], static text => $"label=user:{text}");
        Add(labels?["Role"], static text => $"label=role:{text}");
        Add(labels?["Type"], static text => $"label=type:{text}");
        return options;

        void Add(YamlNode? said, Func<string, string?> toOption)
        {
            if (said is YamlScalar { IsUnknown: true })
                options.Items.Add(ObjectNodes.Unknown((TextProvenance)said.Origin));
            else if (said.KnownText() is { Length: > 0 } text && toOption(text) is { } option)
                options.Items.Add(ObjectNodes.Key(option, (TextProvenance)said!.Origin));
        }
    }

    // The network of the host is one that a service is attached to.
    private static YamlNode? HostNetworkOf(YamlNode? networks) =>
        (networks as YamlSequence)?.Items.OfType<YamlMapping>().Select(static n => n["Target"]).FirstOrDefault(static target => target.KnownText() == "host");

    private static void Copy(YamlMapping? from, YamlMapping to, (string Service, string Container)[] names)
    {
        foreach (var (service, container) in names)
        {
            if (from?.Find(service) is { } entry)
                to.Entries.Add(new YamlEntry(ObjectNodes.Key(container, (TextProvenance)entry.Key.Origin), entry.Value));
        }
    }
}
