using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Reads how code connects to a cluster: the client's configuration, and the kubeconfig that it is made of.</summary>
internal static class ClientReader
{
    public static bool IsKnown(INamedTypeSymbol type) => type.Name switch
    {
        "KubernetesClientConfiguration" => type.ContainingNamespace is { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true },
        "ClusterEndpoint" or "UserCredentials" => type.ContainingNamespace is { Name: "KubeConfigModels", ContainingNamespace: { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true } },
        _ => false,
    };

    public static EngineClient Read(ObjectValue configuration, RunContext context) => new()
    {
        Kind = "client",
        Origin = configuration.Place,
        Context = context,
        Surface = Surface.KubernetesClient,
        IsCluster = true,
        IsPartial = configuration.IsPartial,
        Address = Member(configuration, "Host").Text.Or(Member(configuration, "Server").Text),
        SkipTlsVerify = Member(configuration, "SkipTlsVerify").Bool,
        Token = Member(configuration, "AccessToken").Text.Or(Member(configuration, "Token").Text),
        Password = Member(configuration, "Password").Text,
    };

    private static Argument Member(ObjectValue configuration, string name) =>
        configuration[name] is { } value ? new Argument(value.Value, value.Place, IsGiven: true) : default;
}
