using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What the members of every resource say: environment, arguments, endpoints.</summary>
internal static class ResourceMembers
{
    private const string Extensions = "ResourceBuilderExtensions.";

    // The parameter that holds the value has a name of its own in each overload.
    private static readonly string[] ValueParameters = ["value", "parameter", "endpointReference", "externalService", "resource", "callback"];

    public static void AddTo(Dictionary<string, Meaning> members)
    {
        Say(members, "WithEnvironment", SetVariable);
        Say(members, "WithArgs", AddArguments);
        Say(members, "WithEndpoint", AddEndpoint);
        Say(members, "WithHttpEndpoint", static (r, call) => DescribeEndpoint(r, call, "http"));
        Say(members, "WithHttpsEndpoint", static (r, call) => DescribeEndpoint(r, call, "https"));
        Say(members, "ExcludeFromManifest", static (r, _) => r.IsLocal = true);
        Say(members, "WithExternalHttpEndpoints", static (r, call) => r.Endpoints.OpenHttp(call));
    }

    /// <summary>A member that says something of the resource that it is called on, and gives it back.</summary>
    public static Meaning Of(Action<ResourceValue, Call> say) => call =>
    {
        if (call.Receiver is ResourceValue resource)
            say(resource, call);
        return call.Receiver ?? Value.Unknown;
    };

    /// <summary>Runs a callback whose context has a collection of the resource.</summary>
    public static void CallBack(Call call, string parameter, string member, Value collection)
    {
        if (call[parameter].Value is not FunctionValue { Method.Parameters: [{ Type: INamedTypeSymbol type }, ..] } function)
            return;
        var context = call.Run.NewObject(type, call.Place, isPartial: true);
        context.Set(member, collection);
        call.Run.Invoke(function, [context]);
    }

    private static void Say(Dictionary<string, Meaning> members, string name, Action<ResourceValue, Call> say) => members[Extensions + name] = Of(say);

    private static void SetVariable(ResourceValue resource, Call call)
    {
        var name = call.Has("name") ? call["name"] : call["envVarName"];
        if (name.Value is null)
        {
            CallBack(call, "callback", "EnvironmentVariables", resource.Environment);
            return;
        }

        var value = ValueOf(call);
        if (value.Value is FunctionValue function && call.Run.Invoke(function, []) is var result)
            value = value with { Value = result.Value, Place = result.Place ?? value.Place };
        if (value.Value is not ConstantValue { IsNull: true })
            resource.Environment.Set(name.Value, value.Value ?? Value.Unknown, value.Place ?? call.Place);
    }

    private static Argument ValueOf(Call call)
    {
        foreach (var parameter in ValueParameters)
        {
            if (call.Has(parameter))
                return call[parameter];
        }

        return default;
    }

    private static void AddArguments(ResourceValue resource, Call call)
    {
        if (call.Has("args"))
            resource.Arguments.AddAll(call["args"].Value ?? Value.Unknown);
        else
            CallBack(call, "callback", "Args", resource.Arguments);
    }

    private static void AddEndpoint(ResourceValue resource, Call call)
    {
        if (!call.Has("callback"))
            DescribeEndpoint(resource, call, null);
        else if (call["endpointName"].Text is { IsKnown: true, Value: var name } && call["callback"].Value is FunctionValue function && resource.Endpoints.Named(name, call) is { } endpoint)
            call.Run.Invoke(function, [endpoint]);
    }

    private static void DescribeEndpoint(ResourceValue resource, Call call, string? scheme)
    {
        var said = call["scheme"];
        scheme ??= said.Text is { IsKnown: true, Value: var written } ? written : said.Value is null or ConstantValue { IsNull: true } ? "tcp" : null;
        var name = call["name"].Text is { IsKnown: true, Value: var own } ? own : scheme ?? "";
        if (resource.Endpoints.Named(name, call) is not { } endpoint)
            return;
        endpoint.Set("UriScheme", scheme is null ? new Stated(Value.Unknown, said.Place) : new Stated(new TextValue(scheme), said.IsGiven ? said.Place : call.Place));
        Set("Port", "port");
        Set("TargetPort", "targetPort");
        Set("IsExternal", "isExternal");
        Set("IsProxied", "isProxied");

        void Set(string member, string parameter)
        {
            if (call[parameter] is { IsGiven: true, Value: { } value } argument)
                endpoint.Set(member, new Stated(value, argument.Place));
        }
    }
}
