using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Docker.DotNet and Docker.DotNet.Enhanced: the Engine API as objects, and the clients that send them.</summary>
/// <remarks>Both have the same names in different assemblies, so names are looked at, not assemblies.</remarks>
internal sealed class DockerDotNetLibrary : Library
{
    private static readonly string[] ModelNames =
    [
        "CreateContainerParameters", "HostConfig", "ContainerConfig", "Config", "Mount", "PortBinding", "DeviceMapping", "ContainerExecCreateParameters", "ImageBuildParameters",
        "ImagesCreateParameters", "AuthConfig", "NetworksCreateParameters", "ServiceCreateParameters", "ServiceSpec", "ContainerSpec", "TaskSpec", "SecretSpec", "SwarmSecretSpec", "ContainerUpdateParameters",
        "ServiceUpdateParameters", "Resources", "CreateContainerAsync", "CreateServiceAsync",
    ];

    private readonly EngineObjects _objects = new();

    public override IEnumerable<string> Names => ModelNames.Concat(EngineClients.Names);

    /// <summary>The library as a compilation references it; null when it does not.</summary>
    public static DockerDotNetLibrary? Find(Compilation compilation) =>
        compilation.GetTypesByMetadataName("Docker.DotNet.Models.HostConfig").IsEmpty ? null : new DockerDotNetLibrary();

    /// <summary>Whether a type is one of the API's objects.</summary>
    public static bool IsModel(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, ContainingNamespace: { Name: "Models", ContainingNamespace: { Name: "DotNet", ContainingNamespace: { Name: "Docker", ContainingNamespace.IsGlobalNamespace: true } } } };

    public override Meaning? MeaningOf(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
            return null;
        if (EngineClients.MeaningOf(method) is { } client)
            return client;
        if (method.MethodKind == MethodKind.Constructor)
            return IsModel(type) && method.Parameters is [{ Type: { } whole }] && IsModel(whole) ? Widen : null;
        return IsOperations(type) && method.Parameters.Any(static p => IsModel(p.Type)) ? Send : null;
    }

    public override Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) =>
        IsModel(type) ? run.NewObject((INamedTypeSymbol)type, place, isPartial: true, isImplicit: true) : null;

    public override bool Assign(IPropertySymbol property, Value? receiver, Stated value, TextProvenance place, Interpreter run)
    {
        // It is said with the object that it is a part of, or no longer, when that gets another part.
        if (receiver is ObjectValue whole && EngineObjects.Says(whole) && value.Value is ObjectValue part)
            part.IsClaimed = true;
        return EngineClients.Assign(property, value, place, run);
    }

    public override void AddTo(LiftedDeployment deployment, Interpreter run) => _objects.AddTo(deployment, run);

    // IContainerOperations and the like; whoever fakes them has other names.
    private static bool IsOperations(INamedTypeSymbol type) =>
        type.Name.EndsWith("Operations", StringComparison.Ordinal) && type.ContainingNamespace is { Name: "DotNet", ContainingNamespace.Name: "Docker" };

    private static Value Send(Call call)
    {
        foreach (var argument in call.Arguments.Values)
        {
            if (argument.Value is ObjectValue sent)
                sent.IsSent = true;
        }

        return Value.Unknown;
    }

    // new CreateContainerParameters(config): the members of the one become those of the other.
    private static Value Widen(Call call)
    {
        var value = call.Run.NewObject(call.Method.ContainingType, call.Place);
        if (call.Arguments.Values.FirstOrDefault().Value is not ObjectValue part)
        {
            value.IsPartial = true;
            return value;
        }

        part.IsClaimed = true;
        value.IsPartial = part.IsPartial;
        foreach (var name in part.Names)
            value.Set(name, part[name]!.Value);
        return value;
    }
}
