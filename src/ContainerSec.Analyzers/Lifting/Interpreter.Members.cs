using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Lifting;

/// <content>Objects and their members: making, reading, assigning.</content>
internal sealed partial class Interpreter
{
    private Stated Create(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || creation.Constructor is not { } constructor)
            return Value.Unknown;
        var arguments = ArgumentsOf(creation.Arguments, creation.Syntax);
        var place = At(creation.Syntax);
        Value value;
        if (_context.Libraries.MeaningOf(constructor) is { } meaning)
            value = meaning(new Call(this, constructor, null, arguments, place));
        else if (FrameworkCalls.Create(type, arguments) is { } known)
            value = known;
        else if (CollectionTypes.IsMap(type))
            value = MapOf(arguments, place);
        else if (CollectionTypes.IsList(type))
            value = ListOf(arguments, place);
        else
            value = ObjectOf(type, constructor, arguments, place);
        if (creation.Initializer is { } initializer)
        {
            _initialized.Push(value);
            InitializeMembers(initializer);
            _initialized.Pop();
        }

        return value;
    }

    private ObjectValue ObjectOf(INamedTypeSymbol type, IMethodSymbol constructor, ArgumentList arguments, TextProvenance place)
    {
        var value = NewObject(type, place);
        if (NodeOf(constructor) is ConstructorDeclarationSyntax declaration)
        {
            Follow(constructor, declaration, arguments, value);
            return value;
        }

        // A record's parameters are its properties; those of other types are named after the properties that they set.
        foreach (var parameter in constructor.Parameters)
        {
            if (arguments.TryGet(parameter.Name, out var argument) && argument.Value is { } given && argument.IsGiven && PropertyNamed(type, parameter.Name) is { } property)
                value.Set(property.Name, new Stated(given, argument.Place));
        }

        return value;
    }

    /// <summary>An object that code made or got.</summary>
    public ObjectValue NewObject(INamedTypeSymbol type, TextProvenance? place, bool isPartial = false, bool isImplicit = false)
    {
        var value = new ObjectValue(type, place) { IsPartial = isPartial, IsImplicit = isImplicit };
        _objects.Add(value);
        return value;
    }

    private static IPropertySymbol? PropertyNamed(INamedTypeSymbol type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                if (member is IPropertySymbol property && string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                    return property;
            }
        }

        return null;
    }

    private void InitializeMembers(IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var element in initializer.Initializers)
        {
            if (element is IMemberInitializerOperation nested)
            {
                _initialized.Push(Evaluate(nested.InitializedMember).Value);
                InitializeMembers(nested.Initializer);
                _initialized.Pop();
            }
            else
            {
                Evaluate(element);
            }
        }
    }

    private Stated Read(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (reference.Instance is not null and not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
        {
            switch (Evaluate(reference.Instance).Value)
            {
                case ObjectValue instance:
                    return instance[field.Name] ?? FromOutside(field.Type, reference.Syntax);
                case ListValue tuple when field.ContainingType.IsTupleType:
                    return PartNamed((field.CorrespondingTupleField ?? field).Name, tuple) ?? FromOutside(field.Type, reference.Syntax);
            }
        }

        if (_frame.Instance is ObjectValue self && !field.IsStatic && self[field.Name] is { } own)
            return own;
        if (_fields.TryGetValue(field, out var value))
            return value;
        if (field.IsReadOnly && InitializerOf(field) is { } initializer)
            return _fields[field] = EvaluateElsewhere(initializer);
        if (field is { IsStatic: true, IsReadOnly: true } && NodeOf(field) is null)
            return field.ContainingType.SpecialType == SpecialType.System_String ? new TextValue("") : new MemberValue(field);
        return FromOutside(field.Type, reference.Syntax);
    }

    private Stated Read(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance).Value;
        if (reference.Arguments.Length > 0)
            return ElementOf(receiver, Evaluate(reference.Arguments[0].Value).Value) is { Value.IsUnknown: false } element ? element : FromOutside(property.Type, reference.Syntax);
        foreach (var library in _context.Libraries.All)
        {
            if (library.Read(property, receiver, this) is { } value)
                return value;
        }

        if (receiver is ObjectValue instance)
            return Member(instance, property, reference.Syntax);
        if (FrameworkCalls.Read(property, receiver) is { } known)
            return known;
        if (_fields.TryGetValue(property, out var assigned))
            return assigned;
        if (property is { IsReadOnly: true } && InitializerOf(property) is { } initializer)
            return _fields[property] = EvaluateElsewhere(initializer);
        if (property.GetMethod is { IsVirtual: false, IsAbstract: false } getter && NodeOf(getter) is { } body and not AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            return Follow(getter, body, ArgumentList.Empty, receiver) ?? FromOutside(property.Type, reference.Syntax);
        if (property is { IsStatic: true, SetMethod: null } && NodeOf(property) is null)
            return new MemberValue(property);
        return FromOutside(property.Type, reference.Syntax);
    }

    // A member of an object: what was assigned, what its type says, or something to assign to.
    private Stated Member(ObjectValue instance, IPropertySymbol property, SyntaxNode place)
    {
        if (instance[property.Name] is { } value)
            return value;
        if (InitializerOf(property) is { } initializer)
            return Keep(EvaluateElsewhere(initializer));
        if (property.GetMethod is { } getter && NodeOf(getter) is { } body and not AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            return Follow(getter, body, ArgumentList.Empty, instance) ?? Value.Unknown;
        if (FromOutside(property.Type, place) is { IsUnknown: false } known)
            return Keep(known);
        if (CollectionTypes.IsMap(property.Type))
            return Keep(new MapValue(At(place)) { IsImplicit = true, MayHaveMore = instance.IsPartial });
        if (CollectionTypes.IsList(property.Type))
            return Keep(new ListValue(At(place)) { IsImplicit = true, MayHaveMore = instance.IsPartial });
        if (property.Type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsAbstract: false } type
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, instance.Type.ContainingAssembly))
            return Keep(NewObject(type, At(place), instance.IsPartial, isImplicit: true));
        return Value.Unknown;

        Stated Keep(Stated made)
        {
            instance.Set(property.Name, made);
            return made;
        }
    }

    private void Assign(IOperation target, Stated value, TextProvenance place)
    {
        switch (target)
        {
            case IParenthesizedOperation parenthesized:
                Assign(parenthesized.Operand, value, place);
                break;
            case IConversionOperation conversion:
                Assign(conversion.Operand, value, place);
                break;
            case ILocalReferenceOperation local:
                _frame.Assign(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                _frame.Assign(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, place);
                break;
            case ITupleOperation tuple:
                AssignParts(tuple, value.Value, place);
                break;
            case IFieldReferenceOperation field:
                AssignField(field, value, place);
                break;
            case IPropertyReferenceOperation property:
                AssignProperty(property, value, place);
                break;
            case IArrayElementReferenceOperation element when Evaluate(element.ArrayReference).Value is ListValue list:
                list.Set(element.Indices is [var index] ? Evaluate(index).Value : Value.Unknown, value.Or(place));
                break;
        }
    }

    private void AssignParts(ITupleOperation tuple, Value value, TextProvenance place)
    {
        Stated[] parts = value switch
        {
            ListValue list => [.. list.Items],
            ObjectValue instance => PartsOf(instance, tuple.Elements.Length),
            _ => [],
        };
        for (var i = 0; i < tuple.Elements.Length; i++)
            Assign(tuple.Elements[i], i < parts.Length ? parts[i] : Value.Unknown, place);
    }

    // A record gives its parts in the order of its parameters.
    private static Stated[] PartsOf(ObjectValue instance, int count)
    {
        foreach (var member in instance.Type.GetMembers("Deconstruct"))
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: true } method && method.Parameters.Length == count)
                return [.. method.Parameters.Select(p => instance[p.Name] ?? Value.Unknown)];
        }

        return [];
    }

    // Item1, Item2 ….
    private static Stated? PartNamed(string name, ListValue tuple) =>
        name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring("Item".Length), out var number) && number >= 1 && number <= tuple.Items.Count
            ? tuple.Items[number - 1] : null;

    private ObjectValue Create(IAnonymousObjectCreationOperation creation, INamedTypeSymbol type)
    {
        var value = NewObject(type, At(creation.Syntax));
        foreach (var initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } member)
                value.Set(name, Evaluate(member.Value));
        }

        return value;
    }

    private void AssignField(IFieldReferenceOperation reference, Stated value, TextProvenance place)
    {
        if (reference.Instance is not null && Evaluate(reference.Instance).Value is ObjectValue instance)
            instance.Set(reference.Field.Name, value.Or(place));
        else
            _fields[reference.Field] = value;
    }

    private void AssignProperty(IPropertyReferenceOperation reference, Stated value, TextProvenance place)
    {
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance).Value;
        if (reference.Arguments.Length > 0)
        {
            var index = Evaluate(reference.Arguments[0].Value);
            if (receiver is MapValue map)
                map.Set(index, value, place);
            else if (receiver is ListValue list)
                list.Set(index.Value, value.Or(place));
            return;
        }

        foreach (var library in _context.Libraries.All)
        {
            if (library.Assign(reference.Property, receiver, value, place, this))
                return;
        }

        if (receiver is ObjectValue instance)
            instance.Set(reference.Property.Name, new Stated(value.Value, place));
        else
            _fields[reference.Property] = value;
    }

    private static Stated ElementOf(Value? collection, Value index) => collection switch
    {
        MapValue map => map.Find(index) ?? Value.Unknown,
        ListValue { MayHaveMore: false } list when index is ConstantValue { Number: { } i } && i >= 0 && i < list.Items.Count => list.Items[(int)i].Value,
        _ => Value.Unknown,
    };

    private static ExpressionSyntax? InitializerOf(ISymbol member) => NodeOf(member) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    // An initializer stands outside of the code that is judged.
    private Stated EvaluateElsewhere(ExpressionSyntax expression)
    {
        if (_frame.Depth >= MaxDepth)
            return Value.Unknown;
        var caller = _frame;
        _frame = new Frame(null, null, null, caller.Depth + 1);
        var value = Evaluate(_context.OperationOf(expression));
        _frame = caller;
        return value;
    }
}
