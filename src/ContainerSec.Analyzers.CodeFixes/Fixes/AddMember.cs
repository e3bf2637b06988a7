using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives a member of an object's initializer a value: <c>new Mount { Source = "…" }</c> becomes <c>new Mount { Source = "…", ReadOnly = true }</c>.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="path">
/// The member, with those on the way to it: <c>SecurityContext.Privileged</c>. The innermost object around the place, or around a related one,
/// that has the first of them is meant; objects on the way are made.
/// </param>
/// <param name="value">The value as C#.</param>
internal sealed class AddMember(string title, string path, string value) : Fix
{
    private readonly string[] _path = path.Split('.');

    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    /// <summary>Words with which the object takes back what would be added; with one of them nothing is offered.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    public override Change? At(FixPlace place) => In(place) ?? place.Related.Select(place.At).Select(In).FirstOrDefault(static change => change is not null);

    private Change? In(FixPlace place)
    {
        var creation = place.Node.AncestorsAndSelf().TakeWhile(static n => n is not StatementSyntax).OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault(c => PropertyOf(TypeOf(place, c), _path[0]) is not null);
        if (creation is not null && Unless.Count > 0 && creation.ToString() is var subject && Unless.Any(subject.Contains))
            return null;
        for (var i = 0; creation is not null; i++)
        {
            var given = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => Assigned.NameOf(a) == _path[i]);
            if (given is null)
                return Add(place, creation, i);
            if (i == _path.Length - 1)
                return Said(given.Right.Span, value);
            creation = given.Right as BaseObjectCreationExpressionSyntax;
        }

        return null;
    }

    private Change? Add(FixPlace place, BaseObjectCreationExpressionSyntax creation, int depth)
    {
        var (type, assignment) = (TypeOf(place, creation), "");
        var ends = 0;
        for (var i = depth; i < _path.Length; i++)
        {
            if (PropertyOf(type, _path[i]) is not { } property)
                return null;
            type = property.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            assignment += i == _path.Length - 1 ? $"{_path[i]} = {value}" : $"{_path[i]} = new {type.ToMinimalDisplayString(place.Model, creation.SpanStart)} {{ ";
            ends += i == _path.Length - 1 ? 0 : 1;
        }

        assignment += string.Concat(Enumerable.Repeat(" }", ends));
        if (creation.Initializer is not { } initializer)
            return creation.ArgumentList is null ? null : Said(new TextSpan(creation.Span.End, 0), $" {{ {assignment} }}");
        if (initializer.Expressions is not [.., var last] all)
            return Said(new TextSpan(initializer.OpenBraceToken.Span.End, 0), " " + assignment);
        // As the member before it: on a line of its own, or beside it; with a comma behind where that one has one.
        var text = initializer.SyntaxTree.GetText(place.CancellationToken);
        var line = text.Lines.GetLineFromPosition(last.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
        var gap = Lines.IsBlank(indentation) ? "\n" + indentation : " ";
        return all.SeparatorCount == all.Count
            ? Said(new TextSpan(all.GetSeparator(all.Count - 1).Span.End, 0), $"{gap}{assignment},")
            : Said(new TextSpan(last.Span.End, 0), $",{gap}{assignment}");
    }

    private Change Said(TextSpan span, string text) => Change.Replace(title, title, span, text) with { IsForAll = IsForAll };

    private static ITypeSymbol? TypeOf(FixPlace place, BaseObjectCreationExpressionSyntax creation) => place.Model.GetTypeInfo(creation, place.CancellationToken).Type;

    private static IPropertySymbol? PropertyOf(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.DeclaringSyntaxReferences.Length == 0 && type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(static p => p.SetMethod is not null) is { } property)
                return property;
        }

        return null;
    }
}
