using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes an optional argument out of a call, so that the default applies: <c>allowAnonymous: true</c>.</summary>
/// <param name="parameters">The names of the parameters that it is for.</param>
internal sealed class RemoveArgument(params string[] parameters) : Fix
{
    public override Change? At(FixPlace place)
    {
        if (place.Call is not { } call || place.MethodOf(call) is not { } method || place.Value?.Parent is not ArgumentSyntax argument)
            return null;
        var arguments = call.ArgumentList.Arguments;
        var name = argument.NameColon?.Name.Identifier.ValueText ?? (arguments.IndexOf(argument) is var index && index < method.Parameters.Length ? method.Parameters[index].Name : "");
        // Without its name an argument keeps the place of those behind it.
        return parameters.Contains(name) && method.Parameters.Any(p => p.Name == name && p.IsOptional) && (argument.NameColon is not null || arguments.Last() == argument || arguments[arguments.IndexOf(argument) + 1].NameColon is not null)
            ? Change.Remove(name, argument)
            : null;
    }
}
