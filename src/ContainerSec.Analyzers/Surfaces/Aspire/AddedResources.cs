using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Members that add a resource of an integration: every <c>Add…</c> that returns its builder.</summary>
internal static class AddedResources
{
    public static Meaning? MeaningOf(IMethodSymbol method) =>
        method.IsExtensionMethod && method.Name.StartsWith("Add", StringComparison.Ordinal) && AspireTypes.ResourceOf(method.ReturnType) is not null
        && method.Parameters.Any(static p => p.Name == "name") ? Add : null;

    /// <summary>The resource that a call adds, named by its argument.</summary>
    public static ResourceValue Add(Call call)
    {
        var name = call["name"];
        return call.Run.Lift(new ResourceValue(AspireTypes.ResourceOf(call.Method.ReturnType), name.Text, name.Place ?? call.Place, call.Run));
    }
}
