using ContainerSec.Readers.DockerSyntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Lifting;

/// <content>Expressions: what they are known to be.</content>
internal sealed partial class Interpreter
{
    // OperationKind.CollectionExpression, which the oldest host does not have.
    private const OperationKind CollectionExpression = (OperationKind)0x7f;

    private Stated Evaluate(IOperation? operation)
    {
        if (operation is null)
            return Value.Unknown;
        Step();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return ConstantValue.Of(constant, operation.Type);
        if (operation.Syntax is CollectionExpressionSyntax collection && operation is not IConversionOperation)
            return CollectionOf(collection, operation.Type);
        // Arguments of a params span, in the compilers that know it, are a collection that nobody wrote.
        if (operation.Kind == CollectionExpression && operation.Syntax is not CollectionExpressionSyntax)
            return ListOf(operation.ChildOperations, operation.Syntax);
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IConversionOperation { Operand: var operand }:
                return Evaluate(operand);
            case IAwaitOperation await:
                return Evaluate(await.Operation);
            case IInvocationOperation invocation:
                return EvaluateInvocation(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case ILocalReferenceOperation local:
                return _frame.Find(local.Local) ?? FromOutside(local.Type, local.Syntax);
            case IParameterReferenceOperation parameter:
                return _frame.Find(parameter.Parameter) ?? FromOutside(parameter.Type, parameter.Syntax);
            case IFieldReferenceOperation field:
                return Read(field);
            case IPropertyReferenceOperation property:
                return Read(property);
            case IArrayElementReferenceOperation { Indices: [var index] } element:
                return ElementOf(Evaluate(element.ArrayReference).Value, Evaluate(index).Value);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return _initialized.Count > 0 ? _initialized.Peek() : Value.Unknown;
            case IInstanceReferenceOperation:
                return _frame.Instance ?? Value.Unknown;
            case IConditionalAccessInstanceOperation:
                return _conditional.Count > 0 ? _conditional.Peek() : Value.Unknown;
            case IConditionalAccessOperation access:
                return EvaluateAccess(access);
            case IUtf8StringOperation bytes:
                return new BytesValue(System.Text.Encoding.UTF8.GetBytes(bytes.Value));
            case IInterpolatedStringOperation interpolated:
                return TextOf(interpolated.Parts);
            case IInterpolatedStringHandlerCreationOperation handler:
                return Evaluate(handler.Content);
            case IInterpolatedStringAdditionOperation addition:
                return Concatenated(Evaluate(addition.Left), Evaluate(addition.Right));
            case IBinaryOperation binary:
                return Evaluate(binary);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Evaluate(not.Operand).Value is ConstantValue { Bool: { } known } ? (known ? ConstantValue.False : ConstantValue.True) : Value.Unknown;
            case IConditionalOperation conditional:
                return Evaluate(Holds(conditional.Condition, conditional.Syntax) ? conditional.WhenTrue : conditional.WhenFalse);
            case ICoalesceOperation coalesce:
                return EvaluateCoalesce(coalesce);
            case ISwitchExpressionOperation { Arms.Length: > 0 } @switch:
                return Evaluate(ArmOf(@switch).Value);
            case IThrowOperation @throw:
                Evaluate(@throw.Exception);
                throw new ThrownException();
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case IAnonymousObjectCreationOperation { Type: INamedTypeSymbol anonymous } creation:
                return Create(creation, anonymous);
            case ISimpleAssignmentOperation assignment:
                return EvaluateAssignment(assignment);
            case ICoalesceAssignmentOperation assignment:
                return EvaluateCoalesceAssignment(assignment);
            case ICompoundAssignmentOperation compound:
                return EvaluateCompound(compound);
            case IDeconstructionAssignmentOperation deconstruction:
                Assign(deconstruction.Target, Evaluate(deconstruction.Value).Value, At(deconstruction.Syntax));
                return Value.Unknown;
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IArrayCreationOperation array:
                return ArrayOf(array);
            case IArrayInitializerOperation initializer:
                return ListOf(initializer.ElementValues, initializer.Syntax);
            case ITupleOperation tuple:
                return ListOf(tuple.Elements, tuple.Syntax);
            case IDelegateCreationOperation { Target: var target }:
                return Evaluate(target);
            case IAnonymousFunctionOperation lambda:
                return Lambda(lambda);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference when _frame.Find(reference.Method.OriginalDefinition) is { } local:
                return local;
            case IMethodReferenceOperation reference:
                return new FunctionValue(reference.Method, null, null, reference.Instance is null ? null : Evaluate(reference.Instance).Value);
            case IDefaultValueOperation { Type.IsReferenceType: true }:
                return ConstantValue.Null;
            case IWithOperation with:
                return EvaluateWith(with);
            case IIsPatternOperation pattern:
                return Evaluate(pattern);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IObjectOrCollectionInitializerOperation initializer:
                InitializeMembers(initializer);
                return Value.Unknown;
            default:
                // It may hold something that says something.
                foreach (var child in operation.ChildOperations)
                    Execute(child);
                return FromOutside(operation.Type, operation.Syntax);
        }
    }

    private Value Lambda(IAnonymousFunctionOperation lambda)
    {
        var function = new FunctionValue(lambda.Symbol, lambda.Body, _frame, _frame.Instance);
        if (_frame.Depth == 0)
            _functions.Add(function);
        return function;
    }

    private Stated EvaluateAccess(IConditionalAccessOperation access)
    {
        _conditional.Push(Evaluate(access.Operation).Value);
        var value = Evaluate(access.WhenNotNull);
        _conditional.Pop();
        return value;
    }

    private Stated TextOf(IEnumerable<IInterpolatedStringContentOperation> parts)
    {
        var (text, place) = (new System.Text.StringBuilder(), (TextProvenance?)null);
        foreach (var part in parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text),
                IInterpolationOperation { FormatString: null, Alignment: null } interpolation => Evaluate(interpolation.Expression),
                IInterpolationOperation interpolation => Forget(Evaluate(interpolation.Expression)),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var argument, ..] } } => Evaluate(argument.Value),
                _ => (Stated)TextValue.Hole,
            };
            text.Append(TextValue.PartOf(value.Value));
            place ??= value.Place;
        }

        return new Stated(new TextValue(text.ToString()), place);
    }

    // A format changes the text in a way that is not followed.
    private static Stated Forget(Stated value) => value with { Value = TextValue.Hole };

    private static Stated Concatenated(Stated left, Stated right) =>
        new(new TextValue(TextValue.PartOf(left.Value) + TextValue.PartOf(right.Value)), left.Place ?? right.Place);

    private Stated Evaluate(IBinaryOperation binary)
    {
        if (binary is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String })
            return Concatenated(Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        var left = Evaluate(binary.LeftOperand).Value;
        // The other side may not be asked: it counts only where it does.
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd when left is ConstantValue { Bool: false }:
                return ConstantValue.False;
            case BinaryOperatorKind.ConditionalOr when left is ConstantValue { Bool: true }:
                return ConstantValue.True;
        }

        var right = Evaluate(binary.RightOperand).Value;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => right is ConstantValue { Bool: false } ? ConstantValue.False : left is ConstantValue { Bool: true } ? right : Value.Unknown,
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => right is ConstantValue { Bool: true } ? ConstantValue.True : left is ConstantValue { Bool: false } ? right : Value.Unknown,
            BinaryOperatorKind.Equals => AreEqual(left, right) is { } equal ? (equal ? ConstantValue.True : ConstantValue.False) : Value.Unknown,
            BinaryOperatorKind.NotEquals => AreEqual(left, right) is { } equal ? (equal ? ConstantValue.False : ConstantValue.True) : Value.Unknown,
            _ => OfNumbers(binary.OperatorKind, left, right),
        };
    }

    private static Value OfNumbers(BinaryOperatorKind kind, Value left, Value right)
    {
        if (left is not ConstantValue { Number: { } a, Type: null } || right is not ConstantValue { Number: { } b, Type: null })
            return Value.Unknown;
        if (Compares(kind, a, b) is { } holds)
            return holds ? ConstantValue.True : ConstantValue.False;
        // Beyond these a product may not fit.
        if (Math.Abs((double)a) > int.MaxValue || Math.Abs((double)b) > int.MaxValue)
            return Value.Unknown;
        return kind switch
        {
            BinaryOperatorKind.Add => ConstantValue.Of(a + b, null),
            BinaryOperatorKind.Subtract => ConstantValue.Of(a - b, null),
            BinaryOperatorKind.Multiply => ConstantValue.Of(a * b, null),
            _ => Value.Unknown,
        };
    }

    private static bool? Compares(BinaryOperatorKind kind, long a, long b) => kind switch
    {
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var value = OfNumbers(increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, Evaluate(increment.Target).Value, ConstantValue.Of(1, null));
        Assign(increment.Target, value, At(increment.Syntax));
        // What it was before is not asked for.
        return increment.IsPostfix ? Value.Unknown : value;
    }

    // The first arm that matches, where that is known; else any, one after the other.
    private ISwitchExpressionArmOperation ArmOf(ISwitchExpressionOperation @switch)
    {
        var value = Evaluate(@switch.Value).Value;
        foreach (var arm in @switch.Arms)
        {
            var matches = arm.Guard is null ? Matches(value, arm.Pattern) : null;
            if (matches == true)
                return arm;
            if (matches is null)
                break;
        }

        return @switch.Arms[_decisions.Choose(@switch.Syntax, @switch.Arms.Length)];
    }

    private static bool? AreEqual(Value left, Value right) => (left, right) switch
    {
        (TextValue a, TextValue b) when !a.Text.HasHole() && !b.Text.HasHole() => a.Text == b.Text,
        (TextValue a, ConstantValue { IsNull: true }) when !a.Text.IsHole() => false,
        (ConstantValue { IsNull: true }, TextValue b) when !b.Text.IsHole() => false,
        (ConstantValue { Number: { } a }, ConstantValue { Number: { } b }) => a == b,
        (ConstantValue a, ConstantValue b) => Equals(a.Constant, b.Constant),
        (MemberValue a, MemberValue b) => SymbolEqualityComparer.Default.Equals(a.Member, b.Member) ? true : null,
        _ => null,
    };

    private Value Evaluate(IIsPatternOperation pattern)
    {
        var value = Evaluate(pattern.Value).Value;
        return Matches(value, pattern.Pattern) is { } matches ? (matches ? ConstantValue.True : ConstantValue.False) : Value.Unknown;
    }

    private bool? Matches(Value value, IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => !Matches(value, inner),
        IConstantPatternOperation { Value: var constant } => AreEqual(value, Evaluate(constant).Value),
        IDiscardPatternOperation => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Any(Matches(value, either.LeftPattern), Matches(value, either.RightPattern)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => !Any(!Matches(value, both.LeftPattern), !Matches(value, both.RightPattern)),
        IRelationalPatternOperation relational => OfNumbers(relational.OperatorKind, value, Evaluate(relational.Value).Value) is ConstantValue { Bool: { } holds } ? holds : null,
        IDeclarationPatternOperation declaration => Declared(value, declaration),
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, DeclaredSymbol: null } recursive => MatchesMembers(value, recursive),
        _ => null,
    };

    // is { IsRunMode: true }: what a library knows of the members decides; whether the object is there at all is not asked.
    private bool? MatchesMembers(Value value, IRecursivePatternOperation pattern)
    {
        bool? all = true;
        foreach (var part in pattern.PropertySubpatterns)
        {
            var member = part.Member is IPropertyReferenceOperation { Property: var property }
                ? _context.Libraries.All.Select(library => library.Read(property, value, this)).FirstOrDefault(static v => v is not null) ?? (value as ObjectValue)?[property.Name]?.Value : null;
            switch (member is null ? null : Matches(member, part.Pattern))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all is true && pattern.PropertySubpatterns.Length == 0 ? null : all;
    }

    private static bool? Any(bool? left, bool? right) => left == true || right == true ? true : left is null || right is null ? null : false;

    private bool? Declared(Value value, IDeclarationPatternOperation pattern)
    {
        if (pattern.DeclaredSymbol is { } symbol)
            _frame.Declare(symbol, value.IsUnknown ? FromOutside((symbol as ILocalSymbol)?.Type, pattern.Syntax) : value);
        return pattern.MatchesNull ? true : null;
    }

    private Stated EvaluateCoalesce(ICoalesceOperation coalesce)
    {
        var value = Evaluate(coalesce.Value);
        return value.Value switch
        {
            ConstantValue { IsNull: true } => Evaluate(coalesce.WhenNull),
            TextValue text when text.Text.IsHole() => Either(),
            { IsUnknown: true } => Either(),
            _ => value,
        };

        // A setting with a default: which of the two it is, only the deployment knows.
        Stated Either() => _decisions.Choose(coalesce.Syntax, 2) == 0 ? value : Evaluate(coalesce.WhenNull);
    }

    private Stated EvaluateAssignment(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        Assign(assignment.Target, value, PlaceOf(assignment, value));
        return value;
    }

    private Stated EvaluateCoalesceAssignment(ICoalesceAssignmentOperation assignment)
    {
        // Something that was only looked at may be null.
        var present = Evaluate(assignment.Target);
        if (present.Value is ObjectValue { IsImplicit: false } or ListValue { IsImplicit: false } or MapValue { IsImplicit: false } or TextValue or ILifted)
            return present;
        var value = Evaluate(assignment.Value);
        // Where there was one already, that one stays.
        if (present.Value is ObjectValue { IsPartial: true } or ListValue { MayHaveMore: true } or MapValue { MayHaveMore: true })
            value.Value.GiveAway();
        Assign(assignment.Target, value, PlaceOf(assignment, value));
        return value;
    }

    private Stated EvaluateCompound(ICompoundAssignmentOperation compound)
    {
        var (left, right) = (Evaluate(compound.Target), Evaluate(compound.Value));
        Stated value = compound is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } ? Concatenated(left, right)
            // A delegate's last function answers.
            : compound.OperatorKind == BinaryOperatorKind.Add && right.Value is FunctionValue ? right
            : Value.Unknown;
        Assign(compound.Target, value, PlaceOf(compound, value));
        return value;
    }

    // The assignment states the fact, unless the code that is judged passed the value on to somebody who assigns it.
    private TextProvenance PlaceOf(IOperation assignment, Stated value) => value.Place ?? At(assignment.Syntax);

    private Value EvaluateWith(IWithOperation with)
    {
        if (Evaluate(with.Operand).Value is not ObjectValue original)
            return Value.Unknown;
        var copy = original.Copy(At(with.Syntax));
        _objects.Add(copy);
        if (with.Initializer is { } initializer)
        {
            _initialized.Push(copy);
            InitializeMembers(initializer);
            _initialized.Pop();
        }

        return copy;
    }
}
