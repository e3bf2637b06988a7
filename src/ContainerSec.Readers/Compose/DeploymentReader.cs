using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Turns a merged document into a deployment.</summary>
internal sealed class DeploymentReader(YamlMapping document, ComposeVariables variables, ReadOptions options, ComposeProblems problems)
{
    private readonly ValueReader _values = new(problems);
    private readonly InlineDockerfiles _dockerfiles = new(options, problems);
    private readonly EnvironmentReader _environment = new(variables, options);

    public Deployment Read()
    {
        var workloads = new List<Workload>();
        var builds = new List<ImageBuild>();
        var inline = new List<Deployment>();
        foreach (var entry in Entries("services"))
        {
            if (entry.Value is not YamlMapping service)
                continue;
            var workload = new ServiceReader(entry.Key, service, ContextOf(entry.Key.Source), _environment, variables, problems).Read();
            workloads.Add(workload);
            if (workload.Image.Build is { } build)
                builds.Add(build);
            inline.Add(_dockerfiles.Read(service, workload.Context));
        }

        return new Deployment
        {
            Workloads = workloads,
            Builds = builds,
            Images = [.. inline.SelectMany(static d => d.Images)],
            Dockerfiles = [.. inline.SelectMany(static d => d.Dockerfiles)],
            Networks = [.. Entries("networks").Select(Network)],
            Volumes = [.. Entries("volumes").Select(Volume)],
            Secrets = [.. Entries("secrets").Select(e => Secret(e, isSecret: true)), .. Entries("configs").Select(e => Secret(e, isSecret: false))],
        };
    }

    private IEnumerable<YamlEntry> Entries(string section) => document[section] is YamlMapping mapping ? mapping.Entries : [];

    private NetworkDefinition Network(YamlEntry entry)
    {
        var network = entry.Value as YamlMapping;
        return new NetworkDefinition
        {
            Name = entry.Key.Value,
            Kind = "network",
            Origin = entry.Key.Origin,
            Context = ContextOf(entry.Key.Source),
            Driver = network?["driver"].Text() ?? default,
            External = External(network),
            Internal = _values.Bool(network, "internal"),
            Options = ValueReader.Labels(network?["driver_opts"]),
        };
    }

    private VolumeDefinition Volume(YamlEntry entry)
    {
        var volume = entry.Value as YamlMapping;
        return new VolumeDefinition
        {
            Name = entry.Key.Value,
            Kind = "volume",
            Origin = entry.Key.Origin,
            Context = ContextOf(entry.Key.Source),
            Driver = volume?["driver"].Text() ?? default,
            External = External(volume),
            Options = ValueReader.Labels(volume?["driver_opts"]),
        };
    }

    private SecretDefinition Secret(YamlEntry entry, bool isSecret)
    {
        var secret = entry.Value as YamlMapping;
        return new SecretDefinition
        {
            Name = entry.Key.Value,
            Kind = isSecret ? "secret" : "config",
            Origin = entry.Key.Origin,
            Context = ContextOf(entry.Key.Source),
            File = secret?["file"].Text() ?? default,
            Environment = secret?["environment"].Text() ?? default,
            Content = secret?["content"].Text() ?? default,
            External = External(secret),
            IsSecret = isSecret,
        };
    }

    // external: true, or external: {name: …} of older formats.
    private Fact<bool> External(YamlMapping? definition) =>
        definition?["external"] is YamlMapping named ? Fact.Known(true, named.Origin) : _values.Bool(definition, "external");

    // A service belongs to the file that declares it first: one that an override file only changes stays a production service.
    private RunContext ContextOf(SourceText file) => options.Context == RunContext.Production ? file.Context : options.Context;
}
