using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Inputs;

/// <summary>Finds what a request brings and what reaches a container without a look at it, within one method.</summary>
/// <remarks>
/// A value that the code compares, matches or hands to a method of its own counts as looked at, whatever came of it; and of one that is assigned again nothing is said.
/// The code is walked for it, but only in projects that serve requests, and only where it speaks of a library.
/// </remarks>
internal sealed class UntrustedInputs
{
    private const int MaxDepth = 8;

    private readonly RequestSources _sources;
    private readonly ContainerUses _containers;
    private readonly ISymbol _owner;
    private readonly HashSet<ISymbol> _lookedAt = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _initializers = new(SymbolEqualityComparer.Default);
    private readonly List<(IOperation Value, InputUse Use, Surface Surface)> _uses = [];

    private UntrustedInputs(RequestSources sources, ContainerUses containers, ISymbol owner) => (_sources, _containers, _owner) = (sources, containers, owner);

    /// <summary>What reaches containers, each as a container of its own of which nothing else is known.</summary>
    public static IReadOnlyList<Workload> In(IOperation code, RequestSources sources, ContainerUses containers, ISymbol owner, CodeTexts texts, RunContext context)
    {
        var inputs = new UntrustedInputs(sources, containers, owner);
        foreach (var operation in code.DescendantsAndSelf())
            inputs.Note(operation);
        var workloads = new List<Workload>();
        foreach (var (value, use, surface) in inputs._uses)
        {
            foreach (var (source, node) in inputs.SourcesIn(value, 0))
            {
                var place = texts.At(node);
                workloads.Add(new Workload
                {
                    Kind = "container",
                    Surface = surface,
                    Context = context,
                    Origin = place,
                    IsPartial = true,
                    UntrustedInputs = new FactList<UntrustedInput>([Fact.Known(new UntrustedInput(use, source), place)]),
                });
            }
        }

        return workloads;
    }

    private void Note(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer:
                _initializers[local] = initializer.Value;
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment:
                LookAt(assignment.Target);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when ContainerUses.Of(property) is { } use:
                _uses.Add((assignment.Value, use.Use, use.Surface));
                break;
            case IArgumentOperation { Parameter: { } parameter } argument when _containers.Of(parameter) is { } use:
                _uses.Add((argument.Value, use.Use, use.Surface));
                break;
            case IArgumentOperation argument when LooksAt(argument):
                LookAt(argument.Value);
                break;
            case IInvocationOperation { Instance: { } instance, Type.SpecialType: SpecialType.System_Boolean }:
                LookAt(instance);
                break;
            case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } binary when !IsEmpty(binary.LeftOperand) && !IsEmpty(binary.RightOperand):
                LookAt(binary.LeftOperand);
                LookAt(binary.RightOperand);
                break;
            case IIsPatternOperation { Pattern: not (IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } or INegatedPatternOperation { Pattern: IConstantPatternOperation }) } pattern:
                LookAt(pattern.Value);
                break;
            case ISwitchOperation { Value: var value }:
                LookAt(value);
                break;
            case ISwitchExpressionOperation { Value: var value }:
                LookAt(value);
                break;
        }
    }

    // if (!Allowed.Contains(image)), Guard.Registry(image): but not the usual questions whether there is a value at all, and not a log.
    private static bool LooksAt(IArgumentOperation argument)
    {
        if (argument.Parameter is { RefKind: not RefKind.None })
            return true;
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method } call)
            return false;
        if (method is { ContainingType.SpecialType: SpecialType.System_String, Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }
            || method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal) || method.Name.StartsWith("Log", StringComparison.Ordinal) || method.Name is "Write" or "WriteLine")
            return false;
        return method.ReturnType.SpecialType == SpecialType.System_Boolean || call.Parent is IExpressionStatementOperation;
    }

    private static bool IsEmpty(IOperation operation) => Unwrapped(operation).ConstantValue is { HasValue: true, Value: null or "" };

    private void LookAt(IOperation operation)
    {
        operation = Unwrapped(operation);
        while (operation is IPropertyReferenceOperation { Instance: { } instance })
            operation = Unwrapped(instance);
        if (SymbolOf(operation) is { } symbol)
            _lookedAt.Add(symbol);
    }

    // What requests bring into a value as it is: alone, in a longer text, in a list.
    private IEnumerable<(string Source, SyntaxNode Node)> SourcesIn(IOperation value, int depth)
    {
        value = Unwrapped(value);
        if (depth > MaxDepth || (SymbolOf(RootOf(value)) is { } symbol && _lookedAt.Contains(symbol)))
            return [];
        if (_sources.Of(value, _owner) is { } source)
            return [(source, value.Syntax)];
        if (value is ILocalReferenceOperation { Local: var local })
        {
            // It is used here, wherever it was put together.
            return _initializers.TryGetValue(local, out var initializer) ? SourcesIn(initializer, depth + 1).Take(1).Select(s => (s.Source, value.Syntax)) : [];
        }

        return PartsOf(value).SelectMany(part => SourcesIn(part, depth + 1));
    }

    private static IEnumerable<IOperation> PartsOf(IOperation value) => value switch
    {
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Select(static p => p.Expression),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => [sum.LeftOperand, sum.RightOperand],
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        // new List<string> { … }
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>().SelectMany(static add => add.Arguments.Select(static a => a.Value)),
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" }, Name: "Combine" or "Join" } } call => call.Arguments.Select(static a => a.Value),
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: "Concat" or "Join" or "Format" } } call => call.Arguments.Select(static a => a.Value),
        IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" or "ToLowerInvariant" or "ToLower", Instance: { } instance } => [instance],
        // Request.Query["image"], Request.Form["image"][0]
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => [instance],
        // A collection expression is an operation that the oldest compilers do not know.
        _ when value.Syntax.RawKind == CollectionExpression => value.ChildOperations,
        _ => [],
    };

    private static int CollectionExpression { get; } = (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CollectionExpression;

    private static IOperation RootOf(IOperation value)
    {
        while (value is IPropertyReferenceOperation { Instance: { } instance })
            value = Unwrapped(instance);
        return value;
    }

    private static IOperation Unwrapped(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
