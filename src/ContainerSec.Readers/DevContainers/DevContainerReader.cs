using ContainerSec.Readers.DockerRun;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DevContainers;

/// <summary>Reads a <c>devcontainer.json</c>.</summary>
/// <remarks>Development Containers specification, "devcontainer.json reference". <c>${localEnv:NAME}</c> and its kind are known only where it is opened.</remarks>
internal static class DevContainerReader
{
    private const string DockerInDocker = "/docker-in-docker";
    private const string DockerOutsideOfDocker = "/docker-outside-of-docker";

    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        options = options with { Context = RunContext.Development };
        var problems = new List<ReadProblem>();
        if (JsonReader.ReadObject(text, options, problems) is not { } root)
            return new ReadResult { Problems = problems };
        var workload = ToWorkload(root, options, problems);
        return new ReadResult
        {
            Deployment = new Deployment { Workloads = [workload], Builds = workload.Image.Build is { } build ? [build] : [] },
            Problems = problems,
        };
    }

    private static Workload ToWorkload(YamlMapping root, ReadOptions options, List<ReadProblem> problems)
    {
        var head = root.Find("name")?.Value.Origin ?? root.Source.At(root.Start, root.Start + 1);
        var arguments = (root["runArgs"] as YamlSequence)?.Items.Select(static item =>
            new RunArgument(item.TextWithHoles(Template.Variables) ?? Holes.Hole.ToString(), item.Origin)).ToList() ?? [];
        var container = DockerRunReader.ReadArguments(arguments, head, options, problems);
        var features = (root["features"] as YamlMapping)?.Entries ?? [];
        var security = SecurityOptionsOf(root, features, problems);
        var (user, group) = UserOf(root);
        return container with
        {
            Name = root["name"].KnownText() ?? "",
            Kind = "development container",
            Surface = Surface.DevContainer,
            Image = container.Image with
            {
                Reference = root["image"].Text(Template.Variables).Select(ImageReference.Parse),
                Build = Build(root, options),
            },
            Privileges = security.Apply(container.Privileges with
            {
                Privileged = root["privileged"].Bool().Or(container.Privileges.Privileged).Or(PrivilegedBy(features)),
                CapabilitiesAdded = container.Privileges.CapabilitiesAdded.Concat(root["capAdd"].List(Template.Variables, static (text, origin) => text.ToFact(origin))),
                User = user.Or(container.Privileges.User),
                Group = user.IsUnset ? container.Privileges.Group : group,
            }),
            Confinement = security.Apply(container.Confinement),
            Storage = container.Storage with
            {
                Mounts = container.Storage.Mounts
                    .Concat(root["mounts"].List(item => Mount(item, problems)))
                    // An empty one switches the mount of the workspace off.
                    .Concat(root["workspaceMount"] is YamlScalar { Value: "" } ? FactList<Mount>.Unset : root["workspaceMount"].List(item => Mount(item, problems)))
                    .Concat(SocketOf(features)),
            },
            Network = container.Network with
            {
                Ports = container.Network.Ports.Concat(root["appPort"].List(item => Port(item, problems))),
            },
            Configuration = container.Configuration with
            {
                Environment = container.Configuration.Environment
                    .Concat(root["containerEnv"].Variables(Template.Variables))
                    .Concat(root["remoteEnv"].Variables(Template.Variables)),
            },
        };
    }

    // The container runs as containerUser; tools and terminals as remoteUser, which is that one unless it is said.
    private static (Fact<Principal> User, Fact<Principal> Group) UserOf(YamlMapping root) =>
        (root["containerUser"] ?? root["remoteUser"]) is { } node && node.TextWithHoles(Template.Variables) is { } text
            ? UserSyntax.Parse(text, node.Origin)
            : default;

    private static ImageBuild? Build(YamlMapping root, ReadOptions options)
    {
        var build = root["build"] as YamlMapping;
        var dockerfile = build?["dockerfile"] ?? root["dockerFile"];
        if (dockerfile is null)
            return null;
        return new ImageBuild
        {
            Name = root["name"].KnownText() ?? "",
            Kind = "build of development container",
            Origin = dockerfile.Origin,
            Context = options.Context,
            Surface = Surface.DevContainer,
            BuildContext = (build?["context"] ?? root["context"]).Text(Template.Variables),
            DockerfilePath = dockerfile.Text(Template.Variables),
            Target = (build?["target"]).Text(Template.Variables),
            Arguments = (build?["args"]).Variables(Template.Variables),
        };
    }

    private static SecurityOptions SecurityOptionsOf(YamlMapping root, List<YamlEntry> features, List<ReadProblem> problems)
    {
        var security = new SecurityOptions();
        if (features.Find(static f => IsFeature(f, DockerOutsideOfDocker)).Key is { } feature)
            security.Add("label=disable", feature.Origin);
        foreach (var option in (root["securityOpt"] as YamlSequence)?.Items ?? [])
        {
            if (option.TextWithHoles(Template.Variables) is { } text && security.Add(text, option.Origin) is { } error)
                problems.Add(new ReadProblem(ProblemSeverity.Error, error, option.Origin));
        }

        return security;
    }

    // "ghcr.io/devcontainers/features/docker-in-docker:2": its own metadata says "privileged": true.
    private static Fact<bool> PrivilegedBy(List<YamlEntry> features) =>
        features.Find(static f => IsFeature(f, DockerInDocker)).Key is { } feature ? Fact.Known(true, feature.Origin) : default;

    // Its own metadata mounts the host's socket.
    private static FactList<Mount> SocketOf(List<YamlEntry> features)
    {
        if (features.Find(static f => IsFeature(f, DockerOutsideOfDocker)).Key is not { } feature)
            return FactList<Mount>.Unset;
        var mount = new Mount
        {
            Kind = MountKind.Bind,
            Source = Fact.Known("/var/run/docker.sock", feature.Origin),
            Target = Fact.Known("/var/run/docker-host.sock", feature.Origin),
        };
        return new FactList<Mount>([Fact.Known(mount, feature.Origin)], feature.Origin);
    }

    private static bool IsFeature(YamlEntry entry, string name)
    {
        var id = entry.Key.Value;
        var colon = id.LastIndexOf(':');
        return (colon > id.LastIndexOf('/') ? id.Substring(0, colon) : id).EndsWith("devcontainers/features" + name, StringComparison.Ordinal);
    }

    // "source=data,target=/data,type=volume" or { "type": "bind", "source": "/srv", "target": "/data" }
    private static Fact<Mount> Mount(YamlNode item, List<ReadProblem> problems)
    {
        string? error = null;
        var fact = item is YamlMapping mapping
            ? Fact.Known(
                new Mount
                {
                    Kind = MountSyntax.KindOf(mapping["type"].KnownText() ?? "volume", ref error),
                    Source = mapping["source"].Text(Template.Variables),
                    Target = mapping["target"].Text(Template.Variables),
                    ReadOnly = (mapping["readonly"] ?? mapping["readOnly"]).Bool(),
                },
                item.Origin)
            : item.TextWithHoles(Template.Variables) is not { } text ? Fact.Unknown<Mount>(item.Origin)
            : MountSyntax.Parse(text, item.Origin, out error);
        if (error is not null)
            problems.Add(new ReadProblem(ProblemSeverity.Error, error, item.Origin));
        return fact;
    }

    // A number is published on the same port of the host, on its loopback address; a text is the value of --publish.
    private static Fact<PublishedPort> Port(YamlNode item, List<ReadProblem> problems)
    {
        if (item.TextWithHoles(Template.Variables) is not { } text)
            return Fact.Unknown<PublishedPort>(item.Origin);
        if (item is YamlScalar { IsPlain: true } && int.TryParse(text, out var number))
            text = $"127.0.0.1:{number}:{number}";
        var port = PortSyntax.Parse(text, item.Origin, out var error);
        if (error is not null)
            problems.Add(new ReadProblem(ProblemSeverity.Error, error, item.Origin));
        return port;
    }
}
