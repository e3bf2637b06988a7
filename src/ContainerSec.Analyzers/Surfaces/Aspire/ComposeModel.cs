using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers;
using ContainerSec.Readers.Compose;
using ContainerSec.Readers.Text;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The model of Compose files that Aspire publishes: what code makes of a service is read as a service of a file is.</summary>
internal static class ComposeModel
{
    private static readonly SerializedNames Names = new();

    public static void AddMembers(Dictionary<string, Meaning> members)
    {
        members["Service.AddVolume"] = static call => AddTo(call, "Volumes", "volume");
        members["Service.AddVolumes"] = static call => AddTo(call, "Volumes", "volumes");
        members["Service.AddEnvironmentalVariable"] = static call =>
        {
            if (call.Receiver is ObjectValue service && Environment(service, call.Place) is { } environment)
                environment.Set(call["key"].Value ?? Value.Unknown, call["value"].Value ?? Value.Unknown, call["value"].Place ?? call.Place);
            return call.Receiver ?? Value.Unknown;
        };
        members["ComposeFile.AddService"] = static call => call.Receiver ?? Value.Unknown;
        members["ComposeFile.AddNetwork"] = static call => call.Receiver ?? Value.Unknown;
        members["ComposeFile.AddVolume"] = static call => Declare(call, "Volumes", "volume");
    }

    /// <summary>Whether a type belongs to the model.</summary>
    public static bool IsModel(INamedTypeSymbol type) => IsIn(type.ContainingNamespace, "Docker");

    /// <summary>Runs the function that changes the service of a resource before it is published.</summary>
    public static void Publish(ResourceValue resource, Call call)
    {
        if (call["configure"].Value is not FunctionValue { Method.Parameters: [_, { Type: INamedTypeSymbol type }] } function)
            return;
        var service = call.Run.NewObject(type, call.Place, isPartial: true, isImplicit: true);
        service.Set("Name", new Stated(new TextValue(resource.Name), call.Place));
        call.Run.Invoke(function, [Value.Unknown, service]);
    }

    /// <summary>Adds every service and network that code made or changed, and the volumes that it declared: those of a service are of the same type.</summary>
    public static void AddTo(LiftedDeployment deployment, Interpreter run)
    {
        var nodes = new ObjectNodes(Names.Of);
        foreach (var item in run.Objects)
        {
            if (item.Place is not { } place || !IsModel(item.Type))
                continue;
            if (item.Type.Name == "ComposeFile" && item["Volumes"]?.Value is MapValue volumes)
            {
                foreach (var entry in volumes.Entries)
                {
                    if (entry.Value is ObjectValue volume)
                        Add(deployment, run, volume, "volumes", entry.Key, nodes.Mapping(volume, entry.Place), entry.Place);
                }
            }
            else if (item.Type.Name is "Service" or "Network" && Says(item))
            {
                var name = item["Name"]?.Value is TextValue { Text: var text } ? text : "";
                Add(deployment, run, item, item.Type.Name == "Service" ? "services" : "networks", name, nodes.Mapping(item, place), place);
            }
        }
    }

    private static void Add(LiftedDeployment deployment, Interpreter run, ObjectValue item, string section, string name, YamlMapping node, TextProvenance place)
    {
        var document = Single(section, Single(name, node, place), place);
        var read = new DeploymentReader("", new ComposeVariables(new Dictionary<string, string>()), ReadOptions.Default, new ComposeProblems()).Read(document);
        deployment.Add(read with
        {
            Workloads = [.. read.Workloads.Select(w => w with { Context = run.Context, IsPartial = item.IsPartial })],
            Builds = [.. read.Builds.Select(b => b with { Context = run.Context, IsPartial = item.IsPartial })],
            Networks = [.. read.Networks.Select(n => n with { Context = run.Context })],
            Volumes = [.. read.Volumes.Select(v => v with { Context = run.Context })],
        });
    }

    // The name alone is not the code's word.
    private static bool Says(ObjectValue service) => !service.IsImplicit || service.Names.Any(name => name != "Name" && ObjectNodes.SaysSomething(service[name]!.Value.Value));

    private static YamlMapping Single(string key, YamlNode value, TextProvenance place)
    {
        var mapping = new YamlMapping(place.Source, place.StartOffset) { End = place.EndOffset };
        mapping.Entries.Add(new YamlEntry(ObjectNodes.Key(key, place), value));
        return mapping;
    }

    private static Value AddTo(Call call, string member, string parameter)
    {
        if (call.Receiver is not ObjectValue service)
            return call.Receiver ?? Value.Unknown;
        if (service[member]?.Value is not ListValue list)
            service.Set(member, list = new ListValue(call.Place) { MayHaveMore = service.IsPartial });
        if (call[parameter] is { Value: ListValue several })
            list.AddAll(several);
        else
            list.Items.Add(new Stated(call[parameter].Value ?? Value.Unknown, call[parameter].Place));
        return service;
    }

    private static Value Declare(Call call, string member, string parameter)
    {
        if (call.Receiver is not ObjectValue file || call[parameter].Value is not ObjectValue declared || declared["Name"] is not { } name)
            return call.Receiver ?? Value.Unknown;
        if (file[member]?.Value is not MapValue map)
            file.Set(member, map = new MapValue(call.Place) { MayHaveMore = true });
        map.Set(name, declared, call[parameter].Place ?? call.Place);
        return file;
    }

    private static MapValue Environment(ObjectValue service, TextProvenance place)
    {
        if (service["Environment"]?.Value is not MapValue environment)
            service.Set("Environment", environment = new MapValue(place) { MayHaveMore = service.IsPartial });
        return environment;
    }

    private static bool IsIn(INamespaceSymbol? space, string product)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "Resources", ContainingNamespace: { ContainingNamespace: { Name: "Hosting", ContainingNamespace.Name: "Aspire" } } above } && above.Name == product)
                return true;
        }

        return false;
    }
}
