using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Turns a merged document into a deployment.</summary>
/// <remarks>
/// The services of a file that stands alone are read one by one while the file is (<see cref="Finish"/>):
/// of a large file the nodes of one service are kept at a time, not those of all.
/// </remarks>
internal sealed class DeploymentReader(string folder, ComposeVariables variables, ReadOptions options, ComposeProblems problems)
{
    private readonly ValueReader _values = new(problems);
    private readonly InlineDockerfiles _dockerfiles = new(options, problems);
    private readonly EnvironmentReader _environment = new(variables, options);

    /// <summary>What is kept of an entry of a section once all of it is read: of a service, the workload that it says.</summary>
    public YamlNode Finish(string section, YamlEntry entry)
    {
        // What a service extends is known only when the whole file is.
        if (section != "services" || entry.Value is not YamlMapping service || service["extends"] is not null)
            return entry.Value;
        ComposeSpecification.Service.Check(service, entry.Key.Value, problems);
        return Read(entry.Key, service);
    }

    public Deployment Read(YamlMapping document)
    {
        IEnumerable<YamlEntry> Entries(string section) => document[section] is YamlMapping mapping ? mapping.Entries : [];
        var services = new List<ReadService>();
        foreach (var entry in Entries("services"))
        {
            if ((entry.Value as ReadService ?? (entry.Value is YamlMapping service ? Read(entry.Key, service) : null)) is { } read)
                services.Add(read);
        }

        // A project that is not named is called as its folder; the whole path tells more projects apart.
        var project = document["name"].Text() is { IsKnown: true } name ? name.Value : folder;
        return new Deployment
        {
            Workloads = [.. services.Select(s => s.Workload with { Network = s.Workload.Network with { Project = project } })],
            Builds = [.. services.Select(static s => s.Workload.Image.Build).OfType<ImageBuild>()],
            Images = [.. services.SelectMany(static s => s.Inline.Images)],
            Dockerfiles = [.. services.SelectMany(static s => s.Inline.Dockerfiles)],
            Networks = [.. Entries("networks").Select(e => Network(e) with { Project = project })],
            Volumes = [.. Entries("volumes").Select(Volume)],
            Secrets = [.. Entries("secrets").Select(e => Secret(e, isSecret: true)), .. Entries("configs").Select(e => Secret(e, isSecret: false))],
        };
    }

    private ReadService Read(YamlScalar name, YamlMapping service)
    {
        var workload = new ServiceReader(name, service, ContextOf(name.Source), _environment, variables, problems).Read();
        return new ReadService(service, workload, _dockerfiles.Read(service, workload.Context));
    }

    private NetworkDefinition Network(YamlEntry entry)
    {
        var network = entry.Value as YamlMapping;
        return new NetworkDefinition
        {
            Name = entry.Key.Value,
            Kind = "network",
            Origin = entry.Key.Origin,
            Context = ContextOf(entry.Key.Source),
            EngineName = (network?["name"].Text() ?? default).Or(ExternalName(network)),
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

    private static Fact<string> ExternalName(YamlMapping? definition) =>
        definition?["external"] is YamlMapping named ? named["name"].Text() : default;

    // A service belongs to the file that declares it first: one that an override file only changes stays a production service.
    private RunContext ContextOf(SourceText file) => options.Context == RunContext.Production ? file.Context : options.Context;
}
