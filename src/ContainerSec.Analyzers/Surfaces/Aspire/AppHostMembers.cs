using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Members that make the application's builder.</summary>
internal static class AppHostMembers
{
    public static void AddTo(Dictionary<string, Meaning> members)
    {
        members["DistributedApplication.CreateBuilder"] = Create;
        members["DistributedApplicationBuilder..ctor"] = Create;
        members["IDistributedApplicationBuilder.AddResource"] = AddResource;
        members["DistributedApplicationBuilder.AddResource"] = AddResource;
        members["IDistributedApplicationBuilder.CreateResourceBuilder"] = AddResource;
        members["DistributedApplicationBuilder.CreateResourceBuilder"] = AddResource;
        // Text with holes for what is known only where it is deployed.
        members["ReferenceExpression.Create"] = static call => call["handler"].Value ?? Value.Unknown;
        ReferenceText.AddMembers(members);
    }

    private static AppHostValue Create(Call call) => call.Run.Lift(new AppHostValue(call["options"].Value as ObjectValue, call.Place, call.Run));

    // A resource of one's own, or one that has a builder already.
    private static Value AddResource(Call call)
    {
        if (call["resource"].Value is ResourceValue or ParameterValue)
            return call["resource"].Value!;
        if (call.Method.TypeArguments is not [var type])
            return Value.Unknown;
        var name = call["resource"].Value is ObjectValue made && (made["Name"] ?? made["name"]) is { } stated ? new Argument(stated.Value, stated.Place, true).Text : default;
        return call.Run.Lift(new ResourceValue(type, name, call.Place, call.Run));
    }
}
