using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Members of integrations, each in a class of its own: they are known by their names and the shape of their parameters.</summary>
internal static class IntegrationMembers
{
    // Administration programs that their integrations keep out of what is published.
    private static readonly HashSet<string> LocalOnly = new(StringComparer.Ordinal)
    {
        "WithPgAdmin", "WithPgWeb", "WithRedisCommander", "WithRedisInsight", "WithPhpMyAdmin", "WithMongoExpress", "WithKafkaUI", "WithDbGate", "WithAdminer", "WithAttu",
    };

    private static readonly Dictionary<string, Meaning> ByName = new(StringComparer.Ordinal)
    {
        ["WithPassword"] = ResourceMembers.Of(static (r, call) =>
            r.AsksForPassword = call["password"].Value switch { ConstantValue { IsNull: true } => Fact.Known(false, call["password"].Place), _ => default }),
        ["WithHttpsUpgrade"] = ResourceMembers.Of(static (r, call) => r.HttpsUpgrade = call["upgrade"].Bool),
        ["WithAnonymousAccess"] = ResourceMembers.Of(static (r, call) => r.AnonymousTunnels.Add(Fact.Known(r.Name, call.Place))),
        ["WithReference"] = ResourceMembers.Of(Refer),
        ["PublishAsDockerFile"] = ResourceMembers.Of(PublishAsDockerfile),
        ["WithCertificateTrustScope"] = ResourceMembers.Of(static (r, call) => r.CertificateTrust = call["scope"].Member.Select(static scope => scope.ToLowerInvariant())),
        ["WithoutHttpsCertificate"] = ResourceMembers.Of(static (r, call) => r.HttpsCertificate = Fact.Known(false, call.Place)),
        ["WithHttpsCertificate"] = ResourceMembers.Of(static (r, call) => r.HttpsCertificate = default),
        ["WithHttpsDeveloperCertificate"] = ResourceMembers.Of(static (r, call) => r.HttpsCertificate = default),
        ["WithPersistentLifetime"] = ResourceMembers.Of(static (r, call) => r.IsPersistent = Fact.Known(true, call.Place)),
        ["WithSessionLifetime"] = ResourceMembers.Of(static (r, call) => r.IsPersistent = Fact.Known(false, call.Place)),
        ["PublishAsDockerComposeService"] = ResourceMembers.Of(static (r, call) => ComposeModel.Publish(r, call)),
    };

    /// <summary>The names of the members.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Concat(LocalOnly);

    public static Meaning? MeaningOf(IMethodSymbol method)
    {
        if (!method.IsExtensionMethod || AspireTypes.ResourceOf(method.ReturnType) is null)
            return null;
        if (method.Name.StartsWith("Add", StringComparison.Ordinal) && method.Parameters.Any(static p => p.Name == "name"))
            return static call => Add(call);
        if (AspireTypes.ResourceOf(method.Parameters[0].Type) is null)
            return null;
        if (ByName.TryGetValue(method.Name, out var meaning))
            return meaning;
        return LocalOnly.Contains(method.Name) || method.Name.StartsWith("RunAs", StringComparison.Ordinal) ? RunLocally : null;
    }

    /// <summary>The resource that a call adds, named by its argument.</summary>
    public static ResourceValue Add(Call call)
    {
        var name = call["name"];
        var resource = call.Run.Lift(new ResourceValue(AspireTypes.ResourceOf(call.Method.ReturnType), name.Text, name.Place ?? call.Place, call.Run));
        AddAnonymous(resource, call, resource.Name);
        return resource;
    }

    // What stands in the function exists on a developer's machine alone.
    private static Value RunLocally(Call call)
    {
        foreach (var argument in call.Arguments.Values)
        {
            if (argument.Value is not FunctionValue function)
                continue;
            if (call.Run.AskForMode(trueInDevelopment: true) == ConstantValue.True)
                call.Run.Invoke(function, []);
            else
                function.WasCalled = true;
        }

        return call.Receiver ?? Value.Unknown;
    }

    // A tunnel's reference to what it shows; of other references nothing is asked here.
    private static void Refer(ResourceValue resource, Call call)
    {
        var shown = call.Arguments.Values.Select(static a => a.Value).OfType<ResourceValue>().FirstOrDefault(r => r != resource)?.Name ?? resource.Name;
        if (call["allowAnonymous"].Value is ConstantValue { Bool: true })
            resource.AnonymousTunnels.Add(Fact.Known(shown, call["allowAnonymous"].Place));
        AddAnonymous(resource, call, shown);
    }

    // new DevTunnelOptions { AllowAnonymous = true }
    private static void AddAnonymous(ResourceValue resource, Call call, string shown)
    {
        foreach (var argument in call.Arguments.Values)
        {
            if (argument.Value is ObjectValue { Type.Name: "DevTunnelOptions" or "DevTunnelPortOptions" } options && options["AllowAnonymous"] is { Value: ConstantValue { Bool: true } } allows)
                resource.AnonymousTunnels.Add(Fact.Known(shown, allows.Place ?? argument.Place));
        }
    }

    // An executable is published as a container that is built from its folder.
    private static void PublishAsDockerfile(ResourceValue resource, Call call)
    {
        if (call["configure"].Value is not FunctionValue { Method.Parameters: [{ Type: var type }, ..] } function)
            return;
        var container = call.Run.Lift(new ResourceValue(AspireTypes.ResourceOf(type), Fact.Known(resource.Name), call.Place, call.Run) { Build = new ImageBuild() });
        call.Run.Invoke(function, [container]);
    }
}
