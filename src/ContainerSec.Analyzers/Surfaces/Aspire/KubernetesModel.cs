using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.Kubernetes;
using ContainerSec.Readers.Text;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The model of Kubernetes objects that Aspire publishes: what code makes of them is read as a manifest is.</summary>
/// <remarks>The objects that a callback gets were filled by the library: what the code says of them is a part.</remarks>
internal static class KubernetesModel
{
    private static readonly SerializedNames Names = new();

    // Kind -> version; a type of this name is an object of its own.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["Pod"] = "v1",
        ["Service"] = "v1",
        ["ConfigMap"] = "v1",
        ["Secret"] = "v1",
        ["ServiceAccount"] = "v1",
        ["PersistentVolume"] = "v1",
        ["Deployment"] = "apps/v1",
        ["StatefulSet"] = "apps/v1",
        ["DaemonSet"] = "apps/v1",
        ["ReplicaSet"] = "apps/v1",
        ["Job"] = "batch/v1",
        ["CronJob"] = "batch/v1",
        ["Ingress"] = "networking.k8s.io/v1",
        ["NetworkPolicy"] = "networking.k8s.io/v1",
        ["Role"] = "rbac.authorization.k8s.io/v1",
        ["ClusterRole"] = "rbac.authorization.k8s.io/v1",
        ["RoleBinding"] = "rbac.authorization.k8s.io/v1",
        ["ClusterRoleBinding"] = "rbac.authorization.k8s.io/v1",
    };

    /// <summary>Whether a type belongs to the model.</summary>
    public static bool IsModel(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Resources", ContainingNamespace: { Name: "Kubernetes", ContainingNamespace: { Name: "Hosting", ContainingNamespace.Name: "Aspire" } } }
        || type is { Name: "KubernetesResource", ContainingNamespace: { Name: "Kubernetes", ContainingNamespace: { Name: "Hosting", ContainingNamespace.Name: "Aspire" } } };

    /// <summary>Adds every object that code made or changed.</summary>
    public static void AddTo(LiftedDeployment deployment, Interpreter run)
    {
        var held = new HashSet<Value>();
        foreach (var instance in run.Objects)
        {
            if (IsModel(instance.Type))
                HoldMembers(instance, held);
        }

        var nodes = new ObjectNodes(Names.Of);
        var objects = new List<YamlNode>();
        foreach (var instance in run.Objects)
        {
            if (instance.Place is { } place && IsModel(instance.Type) && !held.Contains(instance) && ObjectNodes.SaysSomething(instance)
                && ObjectShapes.Of(instance, nodes.Mapping(instance, place), place, KindOf(instance.Type)) is { } whole)
                objects.Add(whole);
        }

        if (objects.Count > 0)
            deployment.Add(KubernetesReader.ReadObjects(objects, Surface.KubernetesClient, run.Context));
    }

    private static (string Kind, string ApiVersion)? KindOf(INamedTypeSymbol type) => Kinds.TryGetValue(type.Name, out var version) ? (type.Name, version) : null;

    // What is written into the manifest of another is judged there. A workload shows its template by a member that is not written.
    private static void HoldMembers(ObjectValue instance, HashSet<Value> held)
    {
        if (instance.Type.Name is "KubernetesResource" or "Workload")
            return;
        foreach (var name in instance.Names)
        {
            // Which container mounts a volume the library knows: each stands for itself.
            var isMountedElsewhere = name == "Volumes" && instance is { IsPartial: true, Type.Name: "PodSpecV1" };
            if (!isMountedElsewhere && Names.Of(instance, name) is not null)
                Hold(instance[name]!.Value.Value, held);
        }
    }

    private static void Hold(Value value, HashSet<Value> held)
    {
        if (value is ObjectValue or ListValue or MapValue && !held.Add(value))
            return;
        if (value is ListValue list)
            list.Items.ForEach(item => Hold(item.Value, held));
        else if (value is MapValue map)
            map.Entries.ToList().ForEach(entry => Hold(entry.Value, held));
    }
}
