using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <content>Calls: what a member of a library means, what a method of one's own does.</content>
internal sealed partial class Interpreter
{
    // A method that is longer does more than set up a container.
    private const int MaxFollowedLength = 6000;

    /// <summary>Calls a function with values for its parameters; those that are missing come from outside.</summary>
    public Stated Invoke(FunctionValue function, IReadOnlyList<Value> values)
    {
        function.WasCalled = true;
        var parameters = function.Method.Parameters;
        var arguments = new ArgumentList(parameters.Length);
        for (var i = 0; i < parameters.Length && i < values.Count; i++)
            arguments.Set(parameters[i].Name, new Argument(values[i], null, true));
        try
        {
            return Invoke(function, arguments);
        }
        catch (ThrownException)
        {
            // Whoever calls it later sees to that.
            return Value.Unknown;
        }
    }

    private Stated Invoke(FunctionValue function, ArgumentList arguments)
    {
        function.WasCalled = true;
        if (function.Body is null)
            return (NodeOf(function.Method) is { } declaration ? Follow(function.Method, declaration, arguments, function.Instance) : null) ?? Value.Unknown;
        // A lambda belongs to the code around it.
        return RunBody(function.Method, function.Body, arguments, function.Outer, function.Instance, function.Outer?.Depth ?? _frame.Depth) ?? Value.Unknown;
    }

    private Stated EvaluateInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var instance = invocation.Instance is null ? null : Evaluate(invocation.Instance).Value;
        var arguments = ArgumentsOf(invocation.Arguments, invocation.Syntax);
        if (IsLeftOut(NameOf(invocation.Syntax)))
            return ReceiverOf(method, instance, arguments) ?? Value.Unknown;
        _returned = null;
        var result = Call(invocation, method, instance, arguments);
        AssignReferences(invocation, method);
        return result;
    }

    private Stated Call(IInvocationOperation invocation, IMethodSymbol method, Value? instance, ArgumentList arguments)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke && instance is FunctionValue function)
            return Invoke(function, Renamed(arguments, method, function.Method));
        if (method.MethodKind == MethodKind.LocalFunction && _frame.Find(method.OriginalDefinition) is { Value: FunctionValue local })
            return Invoke(local, arguments);
        var call = new Call(this, method, ReceiverOf(method, instance, arguments), arguments, PlaceOf(invocation));
        if (_context.Libraries.MeaningOf(method) is { } meaning)
            return meaning(call);
        if (FrameworkCalls.Meaning(call) is { } known)
            return known;
        if (NodeOf(method.OriginalDefinition) is { } declaration && Follow(method, declaration, arguments, instance) is { } result)
            return result;
        return CallUnknown(invocation, call);
    }

    private static Value? ReceiverOf(IMethodSymbol method, Value? instance, ArgumentList arguments) =>
        instance ?? (method.IsExtensionMethod && method.Parameters.Length > 0 && arguments.TryGet(method.Parameters[0].Name, out var first) ? first.Value : null);

    // What a method sets is known where the method was followed.
    private void AssignReferences(IInvocationOperation invocation, IMethodSymbol method)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out or RefKind.Ref } parameter)
                continue;
            var set = _returned is { } frame && SymbolEqualityComparer.Default.Equals(frame.Method, method.OriginalDefinition) ? frame.Find(parameter.OriginalDefinition) : null;
            Assign(argument.Value, set ?? FromOutside(parameter.Type, argument.Syntax), At(argument.Syntax));
        }
    }

    // Nothing is known of it: it may do anything to what it gets, and it may call what it gets.
    private Stated CallUnknown(IInvocationOperation invocation, Call call)
    {
        foreach (var argument in call.Arguments.Values)
            GiveAway(argument.Value);
        if (call.Receiver is { IsUnknown: false } receiver && IsFluent(invocation))
        {
            GiveAway(receiver);
            return receiver;
        }

        return FromOutside(invocation.Type, invocation.Syntax);
    }

    // A method that returns what it was called on, as far as types tell: an extension of somebody else's.
    private static bool IsFluent(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance?.Type ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value.Type : null);
        return receiver is not null && SymbolEqualityComparer.Default.Equals(receiver, invocation.Type) && receiver.SpecialType == SpecialType.None;
    }

    private void GiveAway(Value? value)
    {
        if (value is FunctionValue { WasCalled: false, Body: not null } function)
            Invoke(function, []);
        else
            value?.GiveAway();
    }

    // Runs a method of this compilation with what is known of its arguments; null when it is not looked at.
    private Stated? Follow(IMethodSymbol method, SyntaxNode declaration, ArgumentList arguments, Value? instance)
    {
        if (_frame.Depth >= MaxDepth || declaration.Span.Length > MaxFollowedLength || method is { IsVirtual: true, ContainingType.IsSealed: false } or { IsAbstract: true } || IsRunning(method))
            return null;
        if (_context.OperationOf(declaration) is not { } body || body is IMethodBodyOperation { BlockBody: null, ExpressionBody: null })
            return null;
        return RunBody(method.OriginalDefinition, body, arguments, null, instance, _frame.Depth + 1) ?? FromOutside(method.ReturnsVoid ? null : method.ReturnType, declaration);
    }

    private Stated? RunBody(IMethodSymbol method, IOperation body, ArgumentList arguments, Frame? outer, Value? instance, int depth)
    {
        if (_running.Contains(body) || _running.Count > 40)
            return null;
        var caller = _frame;
        var frame = new Frame(method, outer, instance, depth);
        foreach (var parameter in method.Parameters)
        {
            if (arguments.TryGet(parameter.Name, out var argument) && argument.Value is { } value)
                frame.Declare(parameter, new Stated(value, argument.Place is { } place && IsJudged(place) ? place : null));
            else
                frame.Declare(parameter, FromOutside(parameter.Type, NodeOf(parameter) ?? body.Syntax));
        }

        var asked = _timesAsked;
        _frame = frame;
        _running.Push(body);
        try
        {
            Execute(body);
        }
        finally
        {
            _running.Pop();
            _frame = caller;
        }

        _returned = frame;
        if (asked != _timesAsked)
            LeaveOut(arguments);
        return frame.Yielded ?? frame.Result;
    }

    // A method that asked where it runs, and then did not call what it got, calls it in the other mode.
    private static void LeaveOut(ArgumentList arguments)
    {
        foreach (var argument in arguments.Values)
        {
            if (argument.Value is FunctionValue function)
                function.WasCalled = true;
        }
    }

    private bool IsRunning(IMethodSymbol method)
    {
        foreach (var body in _running)
        {
            if (NodeOf(method.OriginalDefinition) == body.Syntax)
                return true;
        }

        return false;
    }

    private bool IsJudged(TextProvenance place) => ReferenceEquals(place.Source, _text) && _block.Span.Contains(TextSpan.FromBounds(place.StartOffset, place.EndOffset));

    private ArgumentList ArgumentsOf(ImmutableArray<IArgumentOperation> operations, SyntaxNode call)
    {
        if (operations.IsEmpty)
            return ArgumentList.Empty;
        var arguments = new ArgumentList(operations.Length);
        TextProvenance? whole = null;
        foreach (var operation in operations)
        {
            if (operation.Parameter is not { } parameter)
                continue;
            // Items that were written one by one for a parameter that is a list; arrays have a kind of their own.
            var value = operation.ArgumentKind > ArgumentKind.DefaultValue ? ListOf(Peeled(operation.Value).ChildOperations, call) : Evaluate(operation.Value);
            arguments.Set(
                parameter.Name,
                operation.ArgumentKind == ArgumentKind.DefaultValue
                    ? new Argument(value.Value, whole ??= At(call), IsGiven: false)
                    : new Argument(value.Value, value.Place ?? At(operation.Syntax), IsGiven: operation.ArgumentKind == ArgumentKind.Explicit || value.Value is not ListValue { Items.Count: 0 }));
        }

        return arguments;
    }

    private static IOperation Peeled(IOperation operation) => operation is IConversionOperation { Operand: var operand } ? Peeled(operand) : operation;

    // A delegate's parameters have other names than those of the function behind it.
    private static ArgumentList Renamed(ArgumentList arguments, IMethodSymbol from, IMethodSymbol to)
    {
        var renamed = new ArgumentList(to.Parameters.Length);
        for (var i = 0; i < from.Parameters.Length && i < to.Parameters.Length; i++)
        {
            if (arguments.TryGet(from.Parameters[i].Name, out var argument))
                renamed.Set(to.Parameters[i].Name, argument);
        }

        return renamed;
    }

    // The link of a chain: its name and its arguments.
    private TextProvenance PlaceOf(IInvocationOperation invocation) =>
        At(invocation.Syntax.SyntaxTree, TextSpan.FromBounds(NameOf(invocation.Syntax).SpanStart, invocation.Syntax.Span.End));

    private static SyntaxNode NameOf(SyntaxNode invocation) => invocation switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
        _ => invocation,
    };
}
