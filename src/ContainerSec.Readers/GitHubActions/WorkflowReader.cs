using ContainerSec.Readers.DockerRun;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.GitHubActions;

/// <summary>Reads the containers of a GitHub Actions workflow: job containers, service containers, Docker actions, and <c>docker run</c> in steps.</summary>
/// <remarks>GitHub, "Workflow syntax for GitHub Actions". <c>${{ … }}</c> is known only when the workflow runs.</remarks>
internal sealed class WorkflowReader
{
    private readonly ReadOptions _options;
    private readonly List<ReadProblem> _problems = [];
    private readonly List<Workload> _workloads = [];
    private readonly List<SecretDefinition> _secrets = [];

    private WorkflowReader(ReadOptions options) => _options = options with { Context = RunContext.Test };

    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var reader = new WorkflowReader(options);
        foreach (var document in YamlReader.Read(text, options, reader._problems))
            reader.ReadJobs((document as YamlMapping)?["jobs"] as YamlMapping);
        return new ReadResult
        {
            Deployment = new Deployment { Workloads = reader._workloads, Secrets = reader._secrets },
            Problems = reader._problems,
        };
    }

    private void ReadJobs(YamlMapping? jobs)
    {
        foreach (var entry in jobs?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping job)
                continue;
            if (job["container"] is { } container)
                ReadContainer(entry.Key, container, "job container");
            foreach (var service in (job["services"] as YamlMapping)?.Entries ?? [])
                ReadContainer(service.Key, service.Value, "service container");
            foreach (var step in (job["steps"] as YamlSequence)?.Items ?? [])
                ReadStep(step as YamlMapping);
        }
    }

    private void ReadContainer(YamlScalar name, YamlNode node, string kind)
    {
        var settings = node as YamlMapping;
        var image = settings is null ? node : settings["image"];
        // An empty image, or an expression that yields one, means no container.
        if (image is null or YamlScalar { IsNull: true } or YamlScalar { Value: "" })
            return;
        var options = DockerRunReader.ReadArguments(
            settings?["options"] is YamlScalar { IsNull: false } scalar ? ScalarCommandLine.Arguments(scalar) : [], name.Origin, _options, _problems);
        _workloads.Add(options with
        {
            Name = name.Value,
            Kind = kind,
            Surface = Surface.GitHubWorkflow,
            Image = options.Image with { Reference = image.Text(Template.Expressions).Select(ImageReference.Parse) },
            Storage = options.Storage with { Mounts = options.Storage.Mounts.Concat((settings?["volumes"]).List(Template.Expressions, Volume)) },
            Network = options.Network with { Ports = options.Network.Ports.Concat((settings?["ports"]).List(Template.Expressions, Port)) },
            Configuration = options.Configuration with
            {
                Environment = options.Configuration.Environment.Concat((settings?["env"]).Variables(Template.Expressions)),
            },
        });
        ReadCredentials(name, settings?["credentials"] as YamlMapping);
    }

    private Fact<Mount> Volume(string text, Provenance origin)
    {
        var mount = VolumeSyntax.Parse(text, origin, out var error);
        Report(error, origin);
        return mount;
    }

    private Fact<PublishedPort> Port(string text, Provenance origin)
    {
        var port = PortSyntax.Parse(text, origin, out var error);
        Report(error, origin);
        return port;
    }

    // A password of a registry that stands in the workflow itself.
    private void ReadCredentials(YamlScalar name, YamlMapping? credentials)
    {
        if (credentials?["password"].Text(Template.Expressions) is { IsKnown: true } password)
            _secrets.Add(new SecretDefinition { Name = $"registry password of {name.Value}", Kind = "secret", Origin = password.Origin, Context = _options.Context, Content = password });
    }

    private void ReadStep(YamlMapping? step)
    {
        if (step?["run"] is YamlScalar { IsNull: false } script)
            _workloads.AddRange(DockerRunReader.ReadCommands(ScalarCommandLine.Commands(script), _options, _problems).Select(static w => w with { Surface = Surface.GitHubWorkflow }));
        if (step?["uses"] is YamlScalar uses && uses.Value.StartsWith("docker://", StringComparison.Ordinal))
            ReadDockerAction(step, uses);
    }

    // uses: docker://alpine:3.20, with: { entrypoint: /bin/echo, args: hello }
    private void ReadDockerAction(YamlMapping step, YamlScalar uses)
    {
        var image = Template.Expressions(uses.Value.Substring("docker://".Length));
        _workloads.Add(new Workload
        {
            Name = step["name"].KnownText() ?? step["id"].KnownText() ?? "",
            Kind = "step container",
            Origin = uses.Origin,
            Context = _options.Context,
            Surface = Surface.GitHubWorkflow,
            Image = new WorkloadImage { Reference = image.ToFact(uses.Origin).Select(ImageReference.Parse) },
            Configuration = new Configuration { Environment = step["env"].Variables(Template.Expressions) },
        });
    }

    private void Report(string? error, Provenance origin)
    {
        if (error is not null)
            _problems.Add(new ReadProblem(ProblemSeverity.Error, error, origin));
    }
}
