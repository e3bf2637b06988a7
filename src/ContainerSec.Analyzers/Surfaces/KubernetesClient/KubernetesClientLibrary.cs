using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.Kubernetes;
using ContainerSec.Readers.Text;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>KubernetesClient: its models mirror the objects of the Kubernetes API, so what code makes of them is read as a manifest is read.</summary>
/// <remarks>
/// An object that code makes and keeps, returns, creates or replaces is whole: what is not set in it is not set. One that came from elsewhere,
/// or was given to somebody else, is a part of the truth, as is a part that no object of the code holds; a patch too.
/// </remarks>
internal sealed class KubernetesClientLibrary : Library
{
    // Code that changes an object which it got names no type.
    private static readonly string[] Members =
    [
        "HostNetwork", "HostPID", "HostIPC", "HostUsers", "ShareProcessNamespace", "AutomountServiceAccountToken", "SecurityContext", "Privileged",
        "AllowPrivilegeEscalation", "RunAsUser", "RunAsGroup", "RunAsNonRoot", "FsGroup", "SupplementalGroups", "ReadOnlyRootFilesystem", "ProcMount",
        "Capabilities", "SeccompProfile", "AppArmorProfile", "SeLinuxOptions", "WindowsOptions", "HostProcess", "Sysctls", "HostPath",
        "ImagePullPolicy", "HostPort", "StringData", "RoleRef", "ExternalIPs", "LoadBalancerSourceRanges", "SkipTlsVerify",
    ];

    private readonly SerializedNames _names = new();
    private readonly IEnumerable<string> _types;

    private KubernetesClientLibrary(INamedTypeSymbol marker) =>
        // Rbacv1Subject, Corev1Event: a version stands in the name of every model.
        _types = [.. marker.ContainingAssembly.TypeNames.Where(static name => name.IndexOf("V1", StringComparison.Ordinal) >= 0 || name.IndexOf("v1", StringComparison.Ordinal) > 0 || name.StartsWith("V2", StringComparison.Ordinal))];

    public override IEnumerable<string> CommonMembers => ["Image", "Env", "Data", "Verbs", "Subjects", "Labels", "Annotations", "AccessToken", "Host", "Server"];

    public override IEnumerable<string> Names => _types.Concat(Members).Concat(["KubernetesClientConfiguration", "ClusterEndpoint", "UserCredentials"]);

    /// <summary>The library as a compilation references it, under any name of its package; null when it does not.</summary>
    public static KubernetesClientLibrary? Find(Compilation compilation) =>
        compilation.GetTypesByMetadataName("k8s.Models.V1PodSpec").FirstOrDefault() is { } marker ? new KubernetesClientLibrary(marker) : null;

    public override Meaning? MeaningOf(IMethodSymbol method)
    {
        if (!IsInLibrary(method.ContainingType))
            return null;
        if (method.MethodKind != MethodKind.Constructor)
            // What is sent is whole: nobody adds to it on the way.
            return method.Name.StartsWith("Create", StringComparison.Ordinal) || method.Name.StartsWith("Replace", StringComparison.Ordinal)
                ? static call => call.Run.Result(call.Method, call.Place) : null;
        return (method.ContainingType.Name, method.Parameters.Length) switch
        {
            ("V1Patch", > 0) => static call => Patch(call),
            ("IntOrString", 1) or ("ResourceQuantity", 1) => static call => call.Arguments.Values.First().Value ?? Value.Unknown,
            ("ResourceQuantity", > 1) => static call => Quantity(call),
            _ => null,
        };
    }

    public override Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named && (IsModel(named) || ClientReader.IsKnown(named)) ? run.NewObject(named, place, isPartial: true, isImplicit: true) : null;

    public override void AddTo(LiftedDeployment deployment, Interpreter run)
    {
        var held = HeldBy(run.Objects);
        var nodes = new ObjectNodes(_names.Of);
        var objects = new List<YamlNode>();
        foreach (var instance in run.Objects)
        {
            if (instance.Place is not { } place || !ObjectNodes.SaysSomething(instance))
                continue;
            if (ClientReader.IsKnown(instance.Type))
                deployment.Clients.Add(ClientReader.Read(instance, run.Context));
            else if (IsModel(instance.Type) && !held.Contains(instance) && ObjectShapes.Of(instance, nodes.Mapping(instance, place), place) is { } whole)
                objects.Add(whole);
        }

        if (objects.Count > 0)
            deployment.Add(KubernetesReader.ReadObjects(objects, Surface.KubernetesClient, run.Context));
    }

    // A part is judged with the object that holds it, not by itself.
    private static HashSet<Value> HeldBy(IReadOnlyList<ObjectValue> objects)
    {
        var held = new HashSet<Value>();
        foreach (var instance in objects)
        {
            if (!IsModel(instance.Type))
                continue;
            foreach (var name in instance.Names)
                Hold(instance[name]!.Value.Value);
        }

        return held;

        void Hold(Value value)
        {
            if (value is ObjectValue or ListValue or MapValue && !held.Add(value))
                return;
            if (value is ListValue list)
                list.Items.ForEach(item => Hold(item.Value));
            else if (value is MapValue map)
                map.Entries.ToList().ForEach(entry => Hold(entry.Value));
        }
    }

    // What a patch does not say stays as it is.
    private static Value Patch(Call call)
    {
        foreach (var argument in call.Arguments.Values)
        {
            if (argument.Value is ObjectValue body)
                body.IsPartial = true;
        }

        return Value.Unknown;
    }

    // 1.5 with the exponent 0: the exponent is one of ten, the format only a way to print it.
    private static Value Quantity(Call call) => call.Arguments.Values.Take(2).Select(static a => a.Value).ToArray() switch
    {
        [ConstantValue { Constant: decimal number }, ConstantValue { Constant: int exponent }] =>
            new TextValue(FormattableString.Invariant($"{number}e{exponent}")),
        _ => Value.Unknown,
    };

    private static bool IsModel(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Models", ContainingNamespace: { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsInLibrary(INamedTypeSymbol? type)
    {
        for (var space = type?.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }
}
