using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives an argument of a call a value: replaces the one that is there, or adds it by name.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="method">The method's name; null for any.</param>
/// <param name="parameter">The parameter's name.</param>
/// <param name="value">The value; <c>.Name</c> is a member of the parameter's type.</param>
internal sealed class SetArgument(string title, string? method, string parameter, string value) : Fix
{
    public override Change? At(FixPlace place)
    {
        if (place.Call is not { } call || (method is not null && FixPlace.NameOf(call) != method) || place.MethodOf(call) is not { } called || OverloadOf(called) is not { } overload)
            return null;
        var text = value[0] == '.' ? place.Written(overload.Parameters.First(p => p.Name == parameter).Type, value.Substring(1)) : value;
        var (arguments, parameters) = (call.ArgumentList.Arguments, called.Parameters);
        var index = parameters.IndexOf(parameters.FirstOrDefault(p => p.Name == parameter)!);
        var given = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter)
            ?? (index >= 0 && index < arguments.Count && arguments.Take(index + 1).All(static a => a.NameColon is null) ? arguments[index] : null);
        return given is not null
            ? Change.Replace(title, title, given.Expression.Span, text)
            : Change.Replace(title, title, new TextSpan(arguments.Count == 0 ? call.ArgumentList.OpenParenToken.Span.End : arguments.Last().Span.End, 0), (arguments.Count == 0 ? "" : ", ") + Named(overload, arguments.Count, text));
    }

    // A place in the order of the parameters is enough where the method has no choice of its own.
    private string Named(IMethodSymbol overload, int given, string text) =>
        given < overload.Parameters.Length && overload.Parameters[given] is { IsOptional: false } next && next.Name == parameter ? text : $"{parameter}: {text}";

    // The method itself, or one beside it that differs by the parameter.
    private IMethodSymbol? OverloadOf(IMethodSymbol called)
    {
        if (called.Parameters.Any(p => p.Name == parameter))
            return called;
        foreach (var other in called.ContainingType.GetMembers(called.Name).OfType<IMethodSymbol>())
        {
            if (other.Parameters.Any(p => p.Name == parameter) && other.Parameters.All(p => p.Name == parameter || p.IsOptional || called.Parameters.Any(q => q.Name == p.Name))
                && called.Parameters.All(q => other.Parameters.Any(p => p.Name == q.Name)))
                return other;
        }

        return null;
    }
}
