using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The builder of one resource, the very one: each call adds to it what it says.</summary>
internal sealed class ResourceValue(ITypeSymbol? type, Fact<string> name, TextProvenance place, Interpreter run) : Value, ILifted
{
    private readonly List<Fact<Mount>> _mounts = [];

    /// <summary>Its type: <c>RedisResource</c>.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>Its name; empty when it is not known.</summary>
    public string Name { get; } = name.IsKnown ? name.Value : "";

    /// <summary>Whether it came from elsewhere.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether it is left out of what is published: it exists on a developer's machine alone.</summary>
    public bool IsLocal { get; set; }

    /// <summary>Its environment variables: those of a name that is set twice are the last.</summary>
    public MapValue Environment { get; } = new(place);

    /// <summary>Arguments of <c>docker run</c>, over all calls.</summary>
    public ListValue RuntimeArguments { get; } = new(place);

    /// <summary>The arguments of its program.</summary>
    public ListValue Arguments { get; } = new(place);

    /// <summary>Build arguments.</summary>
    public MapValue BuildArguments { get; } = new(place);

    /// <summary>Names of build secrets.</summary>
    public List<Fact<string>> BuildSecrets { get; } = [];

    public Fact<string> Entrypoint { get; set; }

    /// <summary>The image that it runs, put together from several calls.</summary>
    public ImageParts Image { get; } = new(type);

    public Fact<string> PullPolicy { get; set; }

    public Fact<bool> IsPersistent { get; set; }

    public Fact<bool> AsksForPassword { get; set; }

    public Fact<string> CertificateTrust { get; set; }

    public Fact<bool> HttpsCertificate { get; set; }

    public Fact<bool> HttpsUpgrade { get; set; }

    public List<Fact<string>> AnonymousTunnels { get; } = [];

    /// <summary>How its image is built; null when it is pulled.</summary>
    public ImageBuild? Build { get; set; }

    /// <summary>Its endpoints.</summary>
    public ResourceEndpoints Endpoints { get; } = new(type);

    /// <summary>What it is, for messages.</summary>
    public string Kind { get; } = AspireTypes.Is(type, "ContainerResource") ? "container" : AspireTypes.Is(type, "ProjectResource") ? "project"
        : AspireTypes.Is(type, "ExecutableResource") ? "executable" : "resource";

    public void Add(Mount mount, TextProvenance? at) => _mounts.Add(Fact.Known(mount, at));

    public void AddTo(LiftedDeployment deployment)
    {
        var build = ToBuild();
        if (build is not null)
            deployment.Builds.Add(build);
        var entrypoint = Entrypoint.IsUnset ? FactList<string>.Unset : new FactList<string>([Entrypoint], Entrypoint.Origin);
        var command = Known(TextsOf(Arguments));
        // What the container runtime is told is read as it reads it, and what the model says of its own comes before it.
        var told = RuntimeArguments.Items.Count == 0 && !RuntimeArguments.MayHaveMore ? new Workload() : DockerRunReader.ReadArguments(Told(), place);
        deployment.Workloads.Add(told with
        {
            Name = Name,
            Kind = Kind,
            Origin = place,
            Context = Context,
            Surface = Surface.AspireAppHost,
            IsPartial = IsPartial,
            Image = new WorkloadImage { Reference = build is null ? Image.ToReference() : default, PullPolicy = PullPolicy.Or(told.Image.PullPolicy), Build = build },
            Storage = told.Storage with { Mounts = Mounts().Concat(told.Storage.Mounts) },
            Network = told.Network with
            {
                Ports = Endpoints.ToPorts().Concat(told.Network.Ports),
                Endpoints = Endpoints.ToFacts(),
                AnonymousTunnels = AnonymousTunnels.Count == 0 ? FactList<string>.Unset : new FactList<string>(AnonymousTunnels, place),
                HttpsUpgrade = HttpsUpgrade,
                CertificateTrust = CertificateTrust,
                HttpsCertificate = HttpsCertificate,
            },
            Configuration = told.Configuration with
            {
                Environment = LiftedVariables.Of(Environment).Concat(told.Configuration.Environment),
                Entrypoint = entrypoint.IsUnset ? told.Configuration.Entrypoint : entrypoint,
                Command = command,
                Script = ShellReader.ReadArguments(entrypoint.Concat(command)),
                AsksForPassword = AsksForPassword,
            },
            Lifecycle = told.Lifecycle with { Reused = IsPersistent },
        });
    }

    private RunContext Context => IsLocal && run.Context == RunContext.Production ? RunContext.Development : run.Context;

    private FactList<Mount> Mounts() => _mounts.Count == 0 ? FactList<Mount>.Unset : new FactList<Mount>(_mounts, place);

    private ImageBuild? ToBuild() => Build is null ? null : Build with
    {
        Name = Name,
        Kind = "build of",
        Origin = place,
        Context = Context,
        Surface = Surface.AspireAppHost,
        Arguments = LiftedVariables.Of(BuildArguments),
        Secrets = BuildSecrets.Count == 0 ? FactList<string>.Unset : new FactList<string>(BuildSecrets, place),
    };

    // Arguments that may be there and are not known may be any option.
    private IReadOnlyList<Fact<string>> Told()
    {
        var told = TextsOf(RuntimeArguments);
        return told.MayHaveMore ? [.. told, Fact.Unknown<string>(told.Origin)] : told;
    }

    private static FactList<string> TextsOf(ListValue list) => list.Items.Count == 0 && !list.MayHaveMore ? FactList<string>.Unset : new Argument(list, list.Place, true).TextsWithHoles;

    private static FactList<string> Known(FactList<string> texts) => texts.IsUnset ? texts
        : new FactList<string>([.. texts.Select(static t => t.IsKnown ? t.Value.ToFact(t.Origin) : t)], texts.Origin, texts.MayHaveMore);
}
