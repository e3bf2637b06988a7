using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Clients of the engine: where they connect to, and whether they look at the server's certificate.</summary>
internal static class EngineClients
{
    public static readonly string[] Names =
        ["DockerClientConfiguration", "DockerClientBuilder", "CertificateCredentials", "ServerCertificateValidationCallback"];

    public static Meaning? MeaningOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        return (type.Name, method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name) switch
        {
            ("DockerClientConfiguration", ".ctor") when IsDotNet(type) && method.Parameters.Length > 0 => Configure,
            ("DockerClientBuilder", ".ctor") when IsDotNet(type) => static call => call.Run.Lift(new EngineClientValue(call.Place, call.Run.Context) { Tls = Fact.Known(false, call.Place) }),
            ("DockerClientBuilder", "WithEndpoint") when IsDotNet(type) => static call => With(call, client => client.Address = call["endpoint"].Text),
            ("DockerClientBuilder", "WithAuthProvider") when IsDotNet(type) => static call => With(call, client => client.Tls = TlsOf(call["authProvider"])),
            // Another transport has the same address and the same credentials.
            ("DockerClientBuilder", "WithTransportOptions" or "WithApiVersion" or "WithTimeout" or "WithHeader" or "WithHeaders" or "WithLogger") when IsDotNet(type) => static call => With(call, static _ => { }),
            ("CertificateCredentials", ".ctor") when IsX509(type) => static call => call.Run.NewObject(call.Method.ContainingType, call.Place),
            _ => null,
        };
    }

    /// <summary>A callback that decides about the server's certificate is set.</summary>
    public static bool Assign(IPropertySymbol property, Stated value, TextProvenance place, Interpreter run)
    {
        if (property.Name != "ServerCertificateValidationCallback" || property.ContainingType is not { } type)
            return false;
        if (!(type.Name == "CertificateCredentials" && IsX509(type)) && !(type.Name == "ServicePointManager" && type.ContainingNamespace is { Name: "Net", ContainingNamespace.Name: "System" }))
            return false;
        if (value.Value is FunctionValue callback)
            run.Lift(new EngineClientValue(place, run.Context) { SkipTlsVerify = AlwaysAgrees(callback, place, run) });
        return false;
    }

    // Whatever certificate comes, the answer is yes.
    private static Fact<bool> AlwaysAgrees(FunctionValue callback, TextProvenance place, Interpreter run) =>
        run.Invoke(callback, []).Value is ConstantValue { Bool: { } answer } ? Fact.Known(answer, place) : Fact.Unknown<bool>(place);

    private static Value Configure(Call call) => call.Run.Lift(new EngineClientValue(call.Place, call.Run.Context)
    {
        Address = call["endpoint"].Text,
        // Without a client certificate it speaks http, even to a tcp:// address.
        Tls = TlsOf(call["credentials"]),
    });

    private static Fact<bool> TlsOf(Argument credentials) => credentials.Value switch
    {
        null or ConstantValue { IsNull: true } => Fact.Known(false, credentials.Place),
        ObjectValue { Type.Name: "AnonymousCredentials" } => Fact.Known(false, credentials.Place),
        ObjectValue { Type.Name: "CertificateCredentials" } => Fact.Known(true, credentials.Place),
        _ => Fact.Unknown<bool>(credentials.Place),
    };

    private static Value With(Call call, Action<EngineClientValue> say)
    {
        if (call.Receiver is not EngineClientValue client)
            return Value.Unknown;
        say(client);
        return client;
    }

    private static bool IsDotNet(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "DotNet", ContainingNamespace: { Name: "Docker", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsX509(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "X509", ContainingNamespace: { Name: "DotNet", ContainingNamespace.Name: "Docker" } };
}
