using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Aspire's application host, 8, 9 and 13: builders of resources are mutable, and each call gives back the very builder.</summary>
internal sealed class AspireLibrary : Library
{
    private static readonly Dictionary<string, Meaning> Members = CreateMembers();

    private AspireLibrary()
    {
    }

    public override IEnumerable<string> Names { get; } =
    [
        // Members of extensions; others have names that much code has, but their types are named beside them.
        .. Members.Keys.Where(static key => key.IndexOf("Extensions.", StringComparison.Ordinal) > 0).Select(static key => key.Substring(key.IndexOf('.') + 1)), .. IntegrationMembers.Names,
        "DistributedApplication", "DistributedApplicationBuilder", "DistributedApplicationOptions", "IDistributedApplicationBuilder", "IResourceBuilder",
        "EnvironmentCallbackContext", "ContainerRuntimeArgsCallbackContext", "CommandLineArgsCallbackContext", "DockerfileBuilderCallbackContext", "DockerfileBuilder", "DockerfileStage", "ReferenceExpressionBuilder",
        "ComposeFile", "DockerComposeServiceResource", "KubernetesResource", "PodTemplateSpecV1", "PodSpecV1", "ContainerV1", "SecurityContextV1", "PodSecurityContextV1",
    ];

    /// <summary>The library as a compilation references it; null when it does not.</summary>
    public static AspireLibrary? Find(Compilation compilation) =>
        compilation.GetTypesByMetadataName("Aspire.Hosting.ApplicationModel.IResourceBuilder`1").IsEmpty ? null : new AspireLibrary();

    public override Meaning? MeaningOf(IMethodSymbol method)
    {
        // Extensions of one's own like to stand in the library's namespace: they are followed.
        if (!AspireTypes.IsOfLibrary(method.ContainingType) || !method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        return Members.TryGetValue($"{method.ContainingType.Name}.{method.Name}", out var meaning) ? meaning : IntegrationMembers.MeaningOf(method);
    }

    public override Value? Read(IPropertySymbol property, Value? receiver, Interpreter run)
    {
        if (property.ContainingType is not { } type || !AspireTypes.IsOfLibrary(type))
            return property.Name == "EnvironmentName" && property.ContainingType is { Name: "IHostEnvironment" } ? EnvironmentName(run) : null;
        return (type.Name, property.Name) switch
        {
            ("DistributedApplicationExecutionContext", "IsRunMode") => run.AskForMode(trueInDevelopment: true),
            ("DistributedApplicationExecutionContext", "IsPublishMode") => run.AskForMode(trueInDevelopment: false),
            ("DistributedApplicationExecutionContext", "Operation") => Operation(property.Type, run),
            ("IResourceBuilder", "Resource") when receiver is ResourceValue or ParameterValue => receiver,
            ("IDistributedApplicationBuilder" or "DistributedApplicationBuilder", "Configuration") when receiver is AppHostValue host => host.Configuration,
            _ => null,
        };
    }

    public override Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run)
    {
        if (type is not INamedTypeSymbol named || !AspireTypes.IsOfLibrary(named))
            return null;
        if (AspireTypes.ResourceOf(named) is { } resource)
            return resource.Name == "ParameterResource" ? new ParameterValue(default) : run.Lift(new ResourceValue(resource, default, place, run) { IsPartial = true });
        if (ComposeModel.IsModel(named) || KubernetesModel.IsModel(named))
            return named.TypeKind == TypeKind.Class ? run.NewObject(named, place, isPartial: true, isImplicit: true) : null;
        return named.Name is "IDistributedApplicationBuilder" or "DistributedApplicationBuilder" ? run.Lift(new AppHostValue(null, place, run)) : null;
    }

    public override bool Assign(IPropertySymbol property, Value? receiver, Stated value, TextProvenance place, Interpreter run)
    {
        // The ingress of a container app: clients over http are not sent on to https.
        if (property is not { Name: "AllowInsecure", ContainingType: { Name: "ContainerAppIngressConfiguration", ContainingNamespace.Name: "AppContainers" } })
            return false;
        run.Lift(new ResourceValue(null, default, place, run) { HttpsUpgrade = new Argument(value.Value, place, true).Bool.Select(static insecure => !insecure) });
        return true;
    }

    public override void AddTo(LiftedDeployment deployment, Interpreter run)
    {
        ComposeModel.AddTo(deployment, run);
        KubernetesModel.AddTo(deployment, run);
    }

    private static Dictionary<string, Meaning> CreateMembers()
    {
        var members = new Dictionary<string, Meaning>(StringComparer.Ordinal);
        AppHostMembers.AddTo(members);
        ParameterMembers.AddTo(members);
        ContainerMembers.AddTo(members);
        ResourceMembers.AddTo(members);
        ComposeModel.AddMembers(members);
        DockerfileModel.AddMembers(members);
        return members;
    }

    private static TextValue EnvironmentName(Interpreter run) => new(run.AskForMode(trueInDevelopment: true) == ConstantValue.True ? "Development" : "Production");

    // Run is 0, Publish is 1.
    private static Value Operation(ITypeSymbol type, Interpreter run) => ConstantValue.Of(run.AskForMode(trueInDevelopment: true) == ConstantValue.True ? 0 : 1, type);
}
