using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerInspect;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The objects of the Engine API that code made, as subjects.</summary>
internal sealed class EngineObjects
{
    private static readonly HashSet<string> Said =
    [
        "CreateContainerParameters", "ContainerConfig", "Config", "HostConfig", "Resources", "ContainerUpdateParameters", "Mount", "DeviceMapping", "ContainerExecCreateParameters", "AuthConfig",
        "ImageBuildParameters", "ImagesCreateParameters", "NetworksCreateParameters", "SecretSpec", "SwarmSecretSpec", "ServiceCreateParameters", "ServiceUpdateParameters",
        "ServiceSpec", "TaskSpec", "ContainerSpec",
    ];

    private readonly SerializedNames _names = new();

    /// <summary>Whether an object says what its parts say. What the engine answers does not.</summary>
    public static bool Says(ObjectValue instance) => DockerDotNetLibrary.IsModel(instance.Type) && Said.Contains(instance.Type.Name);

    /// <summary>Adds what the objects of a run say. An object that is part of another is said with it.</summary>
    public void AddTo(LiftedDeployment deployment, Interpreter run)
    {
        HashSet<Value>? parts = null;
        foreach (var instance in run.Objects)
        {
            if (instance.IsClaimed || !Says(instance) || instance.Place is not { } place || !ObjectNodes.SaysSomething(instance))
                continue;
            if (!(parts ??= PartsOf(run.Objects)).Contains(instance))
                Add(deployment, instance, place, run.Context);
        }
    }

    /// <summary>The container that a client asks for.</summary>
    public Workload ToWorkload(ObjectValue parameters, TextProvenance place, RunContext context) =>
        ToWorkload(Nodes().Mapping(parameters, place), isPartial: parameters.IsPartial || !parameters.IsSent || parameters["HostConfig"] is { Value: not ObjectValue { IsPartial: false } }, context);

    /// <summary>What code changes in a container that somebody else asks for: only what it says.</summary>
    public Workload ToChange(ObjectValue parameters, TextProvenance place, RunContext context) =>
        ToWorkload(new ObjectNodes(_names.Of) { IsClosed = true }.Mapping(parameters, place), isPartial: true, context);

    private void Add(LiftedDeployment deployment, ObjectValue instance, TextProvenance place, RunContext context)
    {
        switch (instance.Type.Name)
        {
            case "CreateContainerParameters":
                deployment.Workloads.Add(ToWorkload(instance, place, context));
                break;
            case "ContainerConfig" or "Config":
                deployment.Workloads.Add(ToWorkload(Nodes().Mapping(instance, place), isPartial: true, context));
                break;
            case "HostConfig" or "Resources" or "ContainerUpdateParameters":
                deployment.Workloads.Add(ToWorkload(In(place, "HostConfig", Nodes().Mapping(instance, place)), isPartial: true, context));
                break;
            case "Mount":
                deployment.Workloads.Add(ToWorkload(In(place, "HostConfig", In(place, "Mounts", Nodes().Mapping(instance, place))), isPartial: true, context));
                break;
            case "DeviceMapping":
                deployment.Workloads.Add(ToWorkload(In(place, "HostConfig", In(place, "Devices", Nodes().Mapping(instance, place))), isPartial: true, context));
                break;
            case "ContainerExecCreateParameters":
                deployment.Workloads.Add(ToSession(Nodes().Mapping(instance, place), context));
                break;
            case "AuthConfig":
                deployment.RegistryLogins.Add(ToLogin(Nodes().Mapping(instance, place), context));
                break;
            case "ImageBuildParameters":
                deployment.Builds.Add(ToBuild(Nodes().Mapping(instance, place), context));
                break;
            case "ImagesCreateParameters":
                if (ToPull(instance, place, context) is { } pull)
                    deployment.Workloads.Add(pull);
                break;
            case "NetworksCreateParameters":
                deployment.Networks.Add(ToNetwork(Nodes().Mapping(instance, place), context));
                break;
            case "SecretSpec" or "SwarmSecretSpec":
                deployment.Secrets.Add(ToSecret(Nodes().Mapping(instance, place), context));
                break;
            case "ServiceCreateParameters" or "ServiceUpdateParameters":
                if (Nodes().Mapping(instance, place)["Service"] is YamlMapping service)
                    AddService(service, isPartial: instance.IsPartial || !instance.IsSent);
                break;
            case "ServiceSpec":
                AddService(Nodes().Mapping(instance, place), isPartial: true);
                break;
            case "TaskSpec":
                AddService(In(place, "TaskTemplate", Nodes().Mapping(instance, place)), isPartial: true);
                break;
            case "ContainerSpec":
                AddService(In(place, "TaskTemplate", In(place, "ContainerSpec", Nodes().Mapping(instance, place))), isPartial: true);
                break;
        }

        void AddService(YamlMapping service, bool isPartial) =>
            deployment.Workloads.Add(SwarmService.Read(service) with { Surface = Surface.DockerDotNet, Context = context, IsPartial = isPartial });
    }

    private static Workload ToWorkload(YamlMapping request, bool isPartial, RunContext context) =>
        InspectedContainer.ReadRequest(request) with { Surface = Surface.DockerDotNet, Context = context, IsPartial = isPartial };

    // A command in a container that is running already.
    private static Workload ToSession(YamlMapping session, RunContext context) => new()
    {
        Kind = "exec session",
        Origin = session.Origin,
        Surface = Surface.DockerDotNet,
        Context = context,
        IsPartial = true,
        Configuration = new Configuration { Environment = InspectedConfig.Environment(session) },
        Lifecycle = new Lifecycle
        {
            Hooks = new FactList<Hook>(
            [
                Fact.Known(
                    new Hook
                    {
                        Name = "exec",
                        Command = session["Cmd"].TextList(),
                        Privileged = session["Privileged"].Bool(),
                        User = InspectedConfig.RequestedUser(session).User,
                    },
                    session.Origin),
            ]),
        },
    };

    private static RegistryLogin ToLogin(YamlMapping login, RunContext context) => new()
    {
        Kind = "registry login",
        Origin = login.Origin,
        Surface = Surface.DockerDotNet,
        Context = context,
        IsPartial = true,
        Registry = login["serveraddress"].Text(),
        User = login["username"].Text(),
        Password = login["password"].Text(),
        Token = login["identitytoken"].Text() is { IsKnown: true } identity ? identity : login["registrytoken"].Text(),
    };

    private static ImageBuild ToBuild(YamlMapping build, RunContext context) => new()
    {
        Kind = "image build",
        Name = (build["Tags"] as YamlSequence)?.Items.FirstOrDefault().KnownText() ?? "",
        Origin = build.Origin,
        Surface = Surface.DockerDotNet,
        Context = context,
        IsPartial = true,
        BuildContext = build["RemoteContext"].Text(),
        DockerfilePath = build["Dockerfile"].Text(),
        Target = build["Target"].Text(),
        Arguments = build["BuildArgs"].Variables(static text => text),
        Network = build["NetworkMode"].Convert(static text => NamespaceSyntax.Network(text, null)),
        Labels = build["Labels"].Labels(static text => text),
    };

    // FromImage may name the tag too: the engine takes the one that is there.
    private Workload? ToPull(ObjectValue instance, TextProvenance place, RunContext context)
    {
        var request = Nodes().Mapping(instance, place);
        var (image, tag) = (request["FromImage"].Text(), request["Tag"].Text());
        if (image.IsUnset || image.Is(""))
            return null;
        var hasTag = tag.IsUnset || tag.Is("");
        return new Workload
        {
            Kind = "image pull",
            Origin = request.Origin,
            Surface = Surface.DockerDotNet,
            Context = context,
            IsPartial = true,
            Image = new WorkloadImage
            {
                Reference = hasTag
                    // Without a tag the engine pulls every one that there is, unless the caller sets it elsewhere.
                    ? instance.IsPartial ? Fact.Unknown<ImageReference>(image.Origin) : image.Select(ImageReference.Parse)
                    : tag.IsUnknown || image.IsUnknown ? Fact.Unknown<ImageReference>(tag.Origin)
                    : Fact.Known(ImageReference.Parse(Tagged(image.Value!, tag.Value!)), tag.Origin),
            },
        };
    }

    // A digest is given as a tag.
    private static string Tagged(string image, string tag) =>
        image.IndexOf('@') >= 0 || image.IndexOf(':', image.LastIndexOf('/') + 1) >= 0 ? image : tag.StartsWith("sha256:", StringComparison.Ordinal) ? $"{image}@{tag}" : $"{image}:{tag}";

    private static NetworkDefinition ToNetwork(YamlMapping network, RunContext context) => new()
    {
        Kind = "network",
        Name = network["Name"].KnownText() ?? "",
        Origin = network.Origin,
        Context = context,
        IsPartial = true,
        Driver = network["Driver"].Text(),
        Internal = network["Internal"].Bool(),
        Options = network["Options"].Labels(static text => text),
    };

    private static SecretDefinition ToSecret(YamlMapping secret, RunContext context) => new()
    {
        Kind = "secret",
        Name = secret["Name"].KnownText() ?? "",
        Origin = secret.Origin,
        Context = context,
        IsPartial = true,
        Content = secret["Data"].Convert(static text => Decoded(text) is { } content ? Fact.Known(content) : Fact.Unknown<string>()),
    };

    private static string? Decoded(string base64)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private ObjectNodes Nodes() => new(_names.Of);

    private static YamlMapping In(TextProvenance place, string key, YamlMapping value)
    {
        var mapping = new YamlMapping(place.Source, place.StartOffset) { End = place.EndOffset };
        YamlNode node = value;
        if (key is "Mounts" or "Devices")
        {
            var list = new YamlSequence(place.Source, place.StartOffset) { End = place.EndOffset };
            list.Items.Add(value);
            node = list;
        }

        mapping.Entries.Add(new YamlEntry(ObjectNodes.Key(key, place), node));
        return mapping;
    }

    // Every object that a member, a list or a dictionary of another one holds.
    private static HashSet<Value> PartsOf(IReadOnlyList<ObjectValue> objects)
    {
        var parts = new HashSet<Value>();
        foreach (var instance in objects)
        {
            if (!Says(instance))
                continue;
            foreach (var name in instance.Names)
                AddParts(instance[name]!.Value.Value, parts, 0);
        }

        return parts;
    }

    private static void AddParts(Value value, HashSet<Value> parts, int depth)
    {
        if (depth > 8)
            return;
        switch (value)
        {
            case ObjectValue part:
                parts.Add(part);
                break;
            case ListValue list:
                foreach (var item in list.Items)
                    AddParts(item.Value, parts, depth + 1);
                break;
            case MapValue map:
                foreach (var entry in map.Entries)
                    AddParts(entry.Value, parts, depth + 1);
                break;
        }
    }
}
