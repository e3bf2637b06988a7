using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Inputs;

/// <summary>What a request of the web brings, as far as a compilation references ASP.NET Core.</summary>
internal sealed class RequestSources
{
    private static readonly string[] Parts = ["Query", "QueryString", "Form", "RouteValues", "Headers", "Cookies", "Path"];

    private readonly INamedTypeSymbol? _request;
    private readonly INamedTypeSymbol? _controller;
    private readonly INamedTypeSymbol? _routes;

    private RequestSources(INamedTypeSymbol? request, INamedTypeSymbol? controller, INamedTypeSymbol? routes) => (_request, _controller, _routes) = (request, controller, routes);

    /// <summary>Null when the compilation serves no requests.</summary>
    public static RequestSources? Of(Compilation compilation)
    {
        var (request, controller, routes) = (compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpRequest"),
            compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase"),
            compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"));
        return request is null && controller is null && routes is null ? null : new RequestSources(request, controller, routes);
    }

    /// <summary>What brings a value, for messages; null when it is not a request.</summary>
    /// <param name="operation">A reference to a parameter or a property.</param>
    /// <param name="owner">The method that the code belongs to.</param>
    public string? Of(IOperation operation, ISymbol owner) => operation switch
    {
        IParameterReferenceOperation reference when IsText(reference.Parameter.Type) && IsBound(reference, owner) => $"the parameter '{reference.Parameter.Name}' of a request",
        // A type of the program may be a service as well as the body of a request: an attribute tells.
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation reference } property
            when IsText(property.Property.Type) && IsFromRequest(reference.Parameter) && IsBound(reference, owner) => $"'{property.Property.Name}' of a request",
        IPropertyReferenceOperation property when Parts.Contains(property.Property.Name) && SymbolEqualityComparer.Default.Equals(property.Property.ContainingType, _request) => $"'{property.Property.Name}' of the request",
        _ => null,
    };

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };

    private static bool IsFromRequest(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(static a => a.AttributeClass?.Name is "FromBodyAttribute" or "FromQueryAttribute" or "FromFormAttribute" or "FromRouteAttribute" or "FromHeaderAttribute" or "AsParametersAttribute");

    private bool IsBound(IParameterReferenceOperation reference, ISymbol owner)
    {
        var parameter = reference.Parameter;
        if (parameter.GetAttributes().Any(static a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute"))
            return false;
        return owner is IMethodSymbol method && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, owner) ? IsAction(method) : IsHandler(reference);
    }

    private bool IsAction(IMethodSymbol method)
    {
        if (_controller is null || method is not { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: MethodKind.Ordinary }
            || method.GetAttributes().Any(static a => a.AttributeClass?.Name == "NonActionAttribute"))
            return false;
        for (var type = method.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, _controller))
                return true;
        }

        return false;
    }

    // app.MapPost("/run", (string image) => …)
    private bool IsHandler(IOperation reference)
    {
        for (var operation = reference.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation function && function.Symbol.Parameters.Contains(((IParameterReferenceOperation)reference).Parameter, SymbolEqualityComparer.Default))
                return IsPassedToRoute(function);
        }

        return false;
    }

    private bool IsPassedToRoute(IAnonymousFunctionOperation function)
    {
        var operation = function.Parent;
        while (operation is IDelegateCreationOperation or IConversionOperation)
            operation = operation.Parent;
        return _routes is not null && operation is IArgumentOperation { Parent: IInvocationOperation call } && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, _routes)
            && call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal);
    }
}
