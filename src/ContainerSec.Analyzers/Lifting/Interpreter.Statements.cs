using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Lifting;

/// <content>Statements: which of them are run, in which order.</content>
internal sealed partial class Interpreter
{
    private enum Flow
    {
        Next,
        Break,
        Continue,
        Leave,
    }

    private Flow Execute(IOperation? operation)
    {
        if (operation is null)
            return Flow.Next;
        Step();
        if (IsLeftOut(operation.Syntax))
            return Flow.Next;
        switch (operation)
        {
            case IMethodBodyOperation body:
                return Execute((IOperation?)body.BlockBody ?? body.ExpressionBody);
            case IConstructorBodyOperation body:
                Execute(body.Initializer);
                return Execute((IOperation?)body.BlockBody ?? body.ExpressionBody);
            case IBlockOperation block:
                return ExecuteBlock(block);
            case IExpressionStatementOperation statement:
                ExecuteExpression(statement);
                return Flow.Next;
            case IVariableDeclarationGroupOperation group:
                DeclareVariables(group);
                return Flow.Next;
            case IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } yielded } step:
                (_frame.Yielded ??= new ListValue(null)).Items.Add(_frame.Depth == 0 ? Evaluate(yielded).Or(At(step.Syntax)) : Evaluate(yielded));
                return Flow.Next;
            case IReturnOperation @return:
                if (@return.ReturnedValue is { } returned)
                    _frame.Result = Evaluate(returned);
                return Flow.Leave;
            case IConditionalOperation @if:
                return Execute(Holds(@if.Condition, @if.Syntax) ? @if.WhenTrue : @if.WhenFalse);
            case ISwitchOperation @switch:
                return ExecuteSwitch(@switch);
            case IForEachLoopOperation loop:
                return ExecuteForEach(loop);
            case ILoopOperation loop:
                return ExecuteLoop(loop);
            case ITryOperation @try:
                return ExecuteTry(@try);
            case IUsingOperation @using:
                if (Execute(@using.Resources) == Flow.Leave)
                    return Flow.Leave;
                return Execute(@using.Body);
            case IUsingDeclarationOperation @using:
                return Execute(@using.DeclarationGroup);
            case ILockOperation @lock:
                return Execute(@lock.Body);
            case ILabeledOperation labeled:
                return Execute(labeled.Operation);
            case IBranchOperation branch:
                return branch.BranchKind switch { BranchKind.Break => Flow.Break, BranchKind.Continue => Flow.Continue, _ => Flow.Leave };
            case IThrowOperation @throw:
                Evaluate(@throw);
                return Flow.Leave;
            case ISymbolInitializerOperation initializer:
                Initialize(initializer);
                return Flow.Next;
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            default:
                Evaluate(operation);
                return Flow.Next;
        }
    }

    private Flow ExecuteBlock(IBlockOperation block)
    {
        // A local function may be called above its declaration.
        foreach (var statement in block.Operations)
        {
            if (statement is not ILocalFunctionOperation { Body: { } body } function)
                continue;
            var value = new FunctionValue(function.Symbol, body, _frame, _frame.Instance);
            _frame.Declare(function.Symbol, value);
            if (_frame.Depth == 0)
                _functions.Add(value);
        }

        foreach (var statement in block.Operations)
        {
            if (Execute(statement) is var flow and not Flow.Next)
                return flow;
        }

        return Flow.Next;
    }

    private void ExecuteExpression(IExpressionStatementOperation statement)
    {
        var made = _lifted.Count;
        var value = Evaluate(statement.Operation).Value;
        // A lambda that does nothing else is called to see whether it throws.
        if (statement.Operation is not IInvocationOperation invocation
            || statement.Syntax.Parent is LambdaExpressionSyntax or BlockSyntax { Statements.Count: 1, Parent: AnonymousFunctionExpressionSyntax })
            return;
        foreach (var library in _context.Libraries.All)
            library.Discarded(value, _lifted.Skip(made), invocation.TargetMethod, PlaceOf(invocation), this);
    }

    private void DeclareVariables(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                if ((declarator.Initializer ?? declaration.Initializer)?.Value is { } value)
                    _frame.Declare(declarator.Symbol, Evaluate(value));
            }
        }
    }

    private void Initialize(ISymbolInitializerOperation initializer)
    {
        var value = Evaluate(initializer.Value);
        switch (initializer)
        {
            case IFieldInitializerOperation field:
                foreach (var symbol in field.InitializedFields)
                    _fields[symbol] = value;
                break;
            case IPropertyInitializerOperation property:
                foreach (var symbol in property.InitializedProperties)
                    _fields[symbol] = value;
                break;
        }
    }

    // Whether a condition holds: known, or one of two ways.
    private bool Holds(IOperation condition, SyntaxNode place) =>
        Evaluate(condition).Value is ConstantValue { Bool: { } known } ? known : _decisions.Choose(place, 2) == 0;

    private Flow ExecuteSwitch(ISwitchOperation @switch)
    {
        var value = Evaluate(@switch.Value).Value;
        var cases = @switch.Cases;
        var hasDefault = cases.Any(static c => c.Clauses.Any(static l => l.CaseKind == CaseKind.Default));
        var known = KnownCase(value, cases);
        var chosen = known ?? (cases.Length == 0 ? 0 : _decisions.Choose(@switch.Syntax, cases.Length + (hasDefault ? 0 : 1)));
        if (chosen >= cases.Length)
            return Flow.Next;
        foreach (var statement in cases[chosen].Body)
        {
            var flow = Execute(statement);
            if (flow == Flow.Break)
                return Flow.Next;
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }

    // Only where all cases are constants that can be compared.
    private int? KnownCase(Value value, System.Collections.Immutable.ImmutableArray<ISwitchCaseOperation> cases)
    {
        int? otherwise = null;
        for (var i = 0; i < cases.Length; i++)
        {
            foreach (var clause in cases[i].Clauses)
            {
                if (clause.CaseKind == CaseKind.Default)
                    otherwise = i;
                else if (clause is not ISingleValueCaseClauseOperation { Value: { } candidate } || AreEqual(value, Evaluate(candidate).Value) is not { } equal)
                    return null;
                else if (equal)
                    return i;
            }
        }

        return otherwise ?? cases.Length;
    }

    private Flow ExecuteForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection).Value;
        IReadOnlyList<Value>? items = collection switch
        {
            ListValue { MayHaveMore: false } list => [.. list.Items.Select(static i => i.Value)],
            MapValue { MayHaveMore: false } map => [.. map.Entries.Select(PairOf)],
            _ => null,
        };
        if (items is null || items.Count > MaxIterations)
        {
            ForgetAssigned(loop.Body);
            DeclareLoopVariable(loop, null);
            var once = Execute(loop.Body);
            ForgetAssigned(loop.Body);
            return once == Flow.Leave ? Flow.Leave : Flow.Next;
        }

        foreach (var item in items)
        {
            DeclareLoopVariable(loop, item);
            var flow = Execute(loop.Body);
            if (flow == Flow.Leave)
                return flow;
            if (flow == Flow.Break)
                break;
        }

        return Flow.Next;
    }

    private void DeclareLoopVariable(IForEachLoopOperation loop, Value? item)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation declarator:
                _frame.Declare(declarator.Symbol, item ?? FromOutside(declarator.Symbol.Type, declarator.Syntax));
                break;
            case { } target:
                Assign(target, item ?? Value.Unknown, At(target.Syntax));
                break;
        }
    }

    // How often it runs is not known: once is enough to see what it says.
    private Flow ExecuteLoop(ILoopOperation loop)
    {
        if (loop is IForLoopOperation @for)
        {
            foreach (var before in @for.Before)
                Execute(before);
        }

        ForgetAssigned(loop);
        if (loop is IForLoopOperation { Condition: { } condition })
            Evaluate(condition);
        if (loop is IWhileLoopOperation { Condition: { } until })
            Evaluate(until);
        var flow = Execute(loop.Body);
        ForgetAssigned(loop);
        return flow == Flow.Leave ? Flow.Leave : Flow.Next;
    }

    private Flow ExecuteTry(ITryOperation @try)
    {
        var flow = Flow.Next;
        try
        {
            flow = Execute(@try.Body);
        }
        catch (ThrownException) when (@try.Catches.Length > 0)
        {
            // Some handler of it goes on.
        }

        foreach (var @catch in @try.Catches)
            Execute(@catch.Handler);
        return Execute(@try.Finally) == Flow.Leave ? Flow.Leave : flow;
    }

    // Texts and numbers that a loop changes are not known in it, nor behind it.
    private void ForgetAssigned(IOperation loop)
    {
        foreach (var operation in loop.Descendants())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                _ => null,
            };
            ISymbol? symbol = target switch { ILocalReferenceOperation local => local.Local, IParameterReferenceOperation parameter => parameter.Parameter, _ => null };
            if (symbol is not null && _frame.Find(symbol) is { Value: TextValue or ConstantValue or MemberValue })
                _frame.Assign(symbol, Value.Unknown);
        }
    }

    // What is compiled for debugging only is no part of what is published.
    private bool IsLeftOut(SyntaxNode node)
    {
        if (!_context.IsDebugOnly(node))
            return false;
        AskedForMode = true;
        return !IsDevelopment;
    }

    private static Value PairOf(MapEntry entry)
    {
        var pair = new ListValue(null);
        pair.Items.Add(new TextValue(entry.Key));
        pair.Items.Add(entry.Value);
        return pair;
    }
}
