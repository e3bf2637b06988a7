using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Aspire;

/// <summary>Reads the manifest that an Aspire application host publishes.</summary>
/// <remarks>
/// Manifest schema 8.0 and what 9 and 13 added: container.v0 and v1, dockerfile.v0, project.v0 and v1, parameter.v0. Resources of a
/// cloud (azure.bicep, aws …) and executables are no containers. <c>{name.part}</c> is known only where it is deployed.
/// </remarks>
internal sealed class AspireManifestReader
{
    private readonly ReadOptions _options;
    private readonly YamlMapping _resources;
    private readonly List<Workload> _workloads = [];
    private readonly List<ImageBuild> _builds = [];
    private readonly List<Parameter> _parameters = [];

    private AspireManifestReader(YamlMapping resources, ReadOptions options) => (_resources, _options) = (resources, options);

    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var problems = new List<ReadProblem>();
        var root = JsonReader.ReadObject(text, options, problems);
        if (root is not null && root["resources"] is not YamlMapping)
            problems.Add(new ReadProblem(ProblemSeverity.Error, "An Aspire manifest has an object 'resources'; publish it again.", text.At(root.Start, root.Start + 1)));
        if (root?["resources"] is not YamlMapping resources)
            return new ReadResult { Problems = problems };
        var reader = new AspireManifestReader(resources, options);
        foreach (var resource in resources.Entries)
            reader.ReadResource(resource);
        return new ReadResult
        {
            Deployment = new Deployment { Workloads = reader._workloads, Builds = reader._builds, Parameters = reader._parameters },
            Problems = problems,
        };
    }

    private void ReadResource(YamlEntry resource)
    {
        if (resource.Value is not YamlMapping node || node["type"].KnownText() is not { } type)
            return;
        switch (type)
        {
            case "container.v0" or "container.v1":
                AddWorkload(resource.Key, node, "container", Build(resource.Key, node["build"] as YamlMapping, "context", "dockerfile", "args", "secrets"));
                break;
            case "dockerfile.v0":
                AddWorkload(resource.Key, node, "container", Build(resource.Key, node, "context", "path", "buildArgs", "buildSecrets"));
                break;
            case "project.v0" or "project.v1":
                AddWorkload(resource.Key, node, "project", null);
                break;
            case "parameter.v0":
                _parameters.Add(AspireParameter.Read(resource.Key, node, _options));
                break;
        }
    }

    private void AddWorkload(YamlScalar name, YamlMapping node, string kind, ImageBuild? build)
    {
        if (build is not null)
            _builds.Add(build);
        var (entrypoint, arguments) = (Words(node["entrypoint"]), Words(node["args"]));
        _workloads.Add(new Workload
        {
            Name = name.Value,
            Kind = kind,
            Origin = name.Origin,
            Context = _options.Context,
            Surface = Surface.AspireManifest,
            Image = new WorkloadImage { Reference = node["image"].Text(AspireExpression.WithHoles).Select(ImageReference.Parse), Build = build },
            Storage = new Storage
            {
                Mounts = node["bindMounts"].List(static item => Mount(item, MountKind.Bind, "source"))
                    .Concat(node["volumes"].List(static item => Mount(item, MountKind.Volume, "name"))),
            },
            Network = new WorkloadNetwork { Endpoints = Endpoints(node["bindings"] as YamlMapping) },
            Configuration = new Configuration
            {
                Environment = Variables(node["env"]),
                Entrypoint = entrypoint,
                Command = arguments,
                Script = ShellReader.ReadArguments(entrypoint.Concat(arguments)),
            },
        });
    }

    private ImageBuild? Build(YamlScalar name, YamlMapping? node, string context, string dockerfile, string arguments, string secrets) =>
        node is null ? null : new ImageBuild
        {
            Name = name.Value,
            Kind = "build of",
            Origin = name.Origin,
            Context = _options.Context,
            Surface = Surface.AspireManifest,
            BuildContext = node[context].Text(),
            DockerfilePath = node[dockerfile].Text(),
            Target = node["stage"].Text(),
            Arguments = BuildArguments(node[arguments]),
            Secrets = node[secrets] is YamlMapping map
                ? new FactList<string>([.. map.Entries.Select(static e => Fact.Known(e.Key.Value, e.Key.Origin))], map.Origin)
                : FactList<string>.Unset,
        };

    private static FactList<string> Words(YamlNode? node) => node.List(AspireExpression.WithHoles, Holes.ToFact);

    // { "source": "data", "target": "/data", "readOnly": true }
    private static Fact<Mount> Mount(YamlNode item, MountKind kind, string source) => item is not YamlMapping mount
        ? Fact.Unknown<Mount>(item.Origin)
        : Fact.Known(
            new Mount
            {
                Kind = kind,
                Source = mount[source].Text(AspireExpression.WithHoles),
                Target = mount["target"].Text(AspireExpression.WithHoles),
                ReadOnly = mount["readOnly"].Bool(),
            },
            mount.Origin);

    // "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080, "external": true }
    private static FactList<Endpoint> Endpoints(YamlMapping? bindings) => bindings is null ? FactList<Endpoint>.Unset : new FactList<Endpoint>(
        [.. bindings.Entries.Select(static entry => entry.Value is YamlMapping binding
            ? Fact.Known(
                new Endpoint
                {
                    Name = entry.Key.Value,
                    Scheme = binding["scheme"].Text(),
                    External = binding["external"].Bool(),
                    Port = Port(binding["port"]),
                    TargetPort = Port(binding["targetPort"]),
                },
                entry.Key.Origin)
            : Fact.Unknown<Endpoint>(entry.Key.Origin))],
        bindings.Origin);

    private static Fact<int> Port(YamlNode? node) =>
        node.Number() is { IsUnset: false } number
            ? number.Is(static n => n is >= 0 and <= 65535) ? number.Select(static n => (int)n) : Fact.Unknown<int>(number.Origin)
            : default;

    private static FactList<EnvironmentVariable> Variables(YamlNode? node) => node.Variables(AspireExpression.WithHoles);

    // An argument that is a secret parameter and nothing else is known to be a secret, whatever it is called.
    private FactList<EnvironmentVariable> BuildArguments(YamlNode? node)
    {
        var arguments = Variables(node);
        if (node is not YamlMapping mapping)
            return arguments;
        var items = arguments.Select((item, i) => item.Select(argument =>
            mapping.Entries[i].Value.KnownText() is { } text && IsSecret(AspireExpression.ResourceOf(text)) ? argument with { Source = ValueSource.Secret } : argument));
        return new FactList<EnvironmentVariable>([.. items], mapping.Origin);
    }

    private bool IsSecret(string? resource) =>
        resource is not null && _resources[resource] is YamlMapping node && node["type"].KnownText() == "parameter.v0"
        && AspireParameter.InputOf(node)?["secret"].Bool().Is(true) == true;
}
