using System.Globalization;
using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What the members of a container builder say, by name.</summary>
internal static class ContainerBuilderMembers
{
    public static Dictionary<string, BuilderMembers.Saying> All { get; } = new(StringComparer.Ordinal)
    {
        ["WithImage"] = static (state, call) => state with { Workload = state.Workload with { Image = state.Workload.Image with { Reference = Image(call["image"]), Build = BuildOf(call["image"]) } } },
        ["WithImagePullPolicy"] = Image(static (i, call) => i with { PullPolicy = call["imagePullPolicy"].Member.Select(static name => name.ToLowerInvariant()) }),
        ["WithName"] = Of(static (w, call) => w with { Name = call["name"].Text.Value ?? "" }),
        ["WithWorkingDirectory"] = Configuration(static (c, call) => c with { WorkingDirectory = call["workingDirectory"].Text }),
        ["WithPrivileged"] = Of(static (w, call) => w with { Privileges = w.Privileges with { Privileged = call["privileged"].Bool } }),

        // Words are added to those that were given before.
        ["WithEntrypoint"] = Configuration(static (c, call) => c with { Entrypoint = c.Entrypoint.Concat(call["entrypoint"].Texts) }),
        ["WithCommand"] = Configuration(static (c, call) => c with { Command = c.Command.Concat(call["command"].Texts) }),
        ["WithEnvironment"] = Configuration(static (c, call) => c with { Environment = Set(c.Environment, Variables(call)) }),

        ["WithPortBinding"] = Network(static (n, call) => n with { Ports = n.Ports.Concat(One(Port(call), call)) }),
        ["WithExposedPort"] = Network(static (n, call) => n with { ExposedPorts = n.ExposedPorts.Concat(One(Exposed(call["port"]), call)) }),
        ["WithExtraHost"] = Network(static (n, call) => n with { ExtraHosts = n.ExtraHosts.Concat(One(ExtraHost(call), call)) }),
        ["WithNetwork"] = Of(static (w, call) => AttachedTo(w, call)),

        ["WithBindMount"] = Mount(static call => new Mount { Kind = KindOf(call["source"]), Source = Path(call["source"]), Target = Path(call["destination"]), ReadOnly = IsReadOnly(call) }),
        ["WithVolumeMount"] = Mount(static call => new Mount { Kind = MountKind.Volume, Source = call["source"].Text, Target = Path(call["destination"]), ReadOnly = IsReadOnly(call) }),
        ["WithTmpfsMount"] = Mount(static call => new Mount { Kind = MountKind.Tmpfs, Target = Path(call["destination"]), ReadOnly = IsReadOnly(call) }),
        ["WithMount"] = Of(static (w, call) => w with { Storage = w.Storage with { Mounts = w.Storage.Mounts.Concat(One(Fact.Unknown<Mount>(call.Place), call)) } }),
        ["WithResourceMapping"] = Mount(static call => new Mount
        {
            Kind = MountKind.Copy,
            Source = call["source"].Text,
            Target = (call.Has("target") ? call["target"] : call["filePath"]).Text,
            Mode = call["fileMode"].IsGiven ? call["fileMode"].Number.Select(static mode => (int)mode) : default,
        }),

        ["WithAutoRemove"] = Of(static (w, call) => w with { Lifecycle = w.Lifecycle with { AutoRemove = call["autoRemove"].Bool } }),
    };

    /// <summary>The image that an argument names: a text, or an object made of one.</summary>
    public static Fact<ImageReference> Image(Argument image) => image.Value is BuilderValue ? default : image.Text.Select(ImageReference.Parse);

    // An image that the same code builds is not pulled.
    private static ImageBuild? BuildOf(Argument image) => image.Value is BuilderValue { State: { Kind: BuilderKind.Image, Build: var build } } ? build : null;

    private static FactList<EnvironmentVariable> Variables(Call call)
    {
        if (call.Has("name"))
            return BuilderMembers.Variable(call);
        if (call["environments"].Value is not MapValue map)
            return FactList<EnvironmentVariable>.Unknown(call.Place);
        return new FactList<EnvironmentVariable>(
            [.. map.Entries.Select(static e => BuilderMembers.Variable(e.Key, new Argument(e.Value, e.Place, true).TextWithHoles, e.Place))], call.Place, map.MayHaveMore);
    }

    /// <summary>Variables, a later value of a name in the place of an earlier one.</summary>
    public static FactList<EnvironmentVariable> Set(FactList<EnvironmentVariable> before, FactList<EnvironmentVariable> added)
    {
        if (before.Count == 0)
            return before.Concat(added);
        var kept = before.Where(v => !v.IsKnown || !added.AnyKnown(a => a.Name == v.Value.Name)).ToList();
        return new FactList<EnvironmentVariable>(kept, before.Origin, before.MayHaveMore).Concat(added);
    }

    // (port, assignRandomHostPort) or (hostPort, containerPort); the library binds to every address.
    private static Fact<PublishedPort> Port(Call call)
    {
        var isSame = call.Has("port");
        var container = Words(isSame ? call["port"] : call["containerPort"]);
        var (number, protocol) = Split(container);
        return Fact.Known(
            new PublishedPort
            {
                HostPort = isSame ? SamePort(number, call["assignRandomHostPort"]) : Split(Words(call["hostPort"])).Port is var host && host.Is("0") ? default : host,
                ContainerPort = number,
                Protocol = protocol,
            },
            call.Place);
    }

    private static Fact<string> SamePort(Fact<string> port, Argument isRandom) => isRandom.Bool switch
    {
        { IsKnown: true, Value: true } => default,
        { IsUnknown: true } unknown => Fact.Unknown<string>(unknown.Origin),
        _ => port.Is("0") ? default : port,
    };

    private static (Fact<string> Port, string Protocol) Split(Fact<string> text)
    {
        if (!text.IsKnown || text.Value.IndexOf('/') is not (var slash and >= 0))
            return (text, "tcp");
        var port = text.Value.Substring(0, slash);
        return (text.Select(_ => port), text.Value.Substring(slash + 1).ToLowerInvariant());
    }

    private static Fact<ExposedPort> Exposed(Argument port) =>
        Words(port) is { IsKnown: true, Value: var text, Origin: var origin } ? PortSyntax.ParseExposed(text, origin, out _) : Fact.Unknown<ExposedPort>(port.Place);

    // A number or a text.
    private static Fact<string> Words(Argument argument) => argument.Value switch
    {
        ConstantValue { Number: { } number and >= 0 } => Fact.Known(number.ToString(CultureInfo.InvariantCulture), argument.Place),
        // No port at all: code that wants to see it refused.
        ConstantValue => Fact.Unknown<string>(argument.Place),
        _ => argument.Text,
    };

    private static Fact<string> ExtraHost(Call call) => (call["hostname"].Text, call["ipAddress"].Text) is ({ IsKnown: true } host, { IsKnown: true } address)
        ? Fact.Known($"{host.Value}:{address.Value}", call.Place)
        : Fact.Unknown<string>(call.Place);

    private static Workload AttachedTo(Workload workload, Call call)
    {
        if (call["network"].Value is BuilderValue { State: { Kind: BuilderKind.Network, Driver: var driver } })
            return driver.Is("Host") ? workload with { Isolation = workload.Isolation with { Network = Fact.Known(NamespaceMode.Host, call["network"].Place) } } : workload;
        var name = call["name"].Text;
        return name.IsKnown && name.Value is "host" or "none"
            ? workload with { Isolation = workload.Isolation with { Network = name.Select(static mode => NamespaceSyntax.Network(mode, null).Value) } }
            : workload with { Network = workload.Network with { Networks = workload.Network.Networks.Concat(One(name.IsUnset ? Fact.Unknown<string>(call.Place) : name, call)) } };
    }

    // A path of which a part is known may tell enough.
    private static Fact<string> Path(Argument path) => path.TextWithHoles is { IsKnown: true } text ? text.Value.ToFact(path.Place) : path.TextWithHoles;

    private static MountKind KindOf(Argument source) => source.Text.Is(VolumeSyntax.IsNamedPipe) ? MountKind.NamedPipe : MountKind.Bind;

    private static Fact<bool> IsReadOnly(Call call) => call["accessMode"].Member.Select(static mode => mode == "ReadOnly");

    private static FactList<T> One<T>(Fact<T> item, Call call) => new([item], call.Place);

    private static BuilderMembers.Saying Of(Func<Workload, Call, Workload> say) => (state, call) => state with { Workload = say(state.Workload, call) };

    private static BuilderMembers.Saying Image(Func<WorkloadImage, Call, WorkloadImage> say) => Of((w, call) => w with { Image = say(w.Image, call) });

    private static BuilderMembers.Saying Configuration(Func<Configuration, Call, Configuration> say) => Of((w, call) => w with { Configuration = say(w.Configuration, call) });

    private static BuilderMembers.Saying Network(Func<WorkloadNetwork, Call, WorkloadNetwork> say) => Of((w, call) => w with { Network = say(w.Network, call) });

    private static BuilderMembers.Saying Mount(Func<Call, Mount> read) =>
        Of((w, call) => w with { Storage = w.Storage with { Mounts = w.Storage.Mounts.Concat(One(Fact.Known(read(call), call.Place), call)) } });
}
