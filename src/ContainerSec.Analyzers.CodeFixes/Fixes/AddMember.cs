using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives a member of an object's initializer a value: <c>new Mount { Source = "…" }</c> becomes <c>new Mount { Source = "…", ReadOnly = true }</c>.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="member">The member's name; the innermost object that has one around the place, or around a related one, is meant.</param>
/// <param name="value">The value as C#.</param>
internal sealed class AddMember(string title, string member, string value) : Fix
{
    public override Change? At(FixPlace place) => In(place) ?? place.Related.Select(place.At).Select(In).FirstOrDefault(static change => change is not null);

    private Change? In(FixPlace place)
    {
        var creation = place.Node.AncestorsAndSelf().TakeWhile(static n => n is not StatementSyntax).OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault(c => Has(place, c));
        if (creation is null)
            return null;
        if (creation.Initializer is not { Expressions: [.., var last] all } initializer)
        {
            return creation is ObjectCreationExpressionSyntax { Initializer: null, ArgumentList: not null } or ImplicitObjectCreationExpressionSyntax { Initializer: null }
                ? Change.Replace(title, title, new TextSpan(creation.Span.End, 0), $" {{ {member} = {value} }}")
                : null;
        }

        if (all.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => Assigned.NameOf(a) == member) is { } given)
            return Change.Replace(title, title, given.Right.Span, value);
        // As the member before it: on a line of its own, or beside it; with a comma behind where that one has one.
        var text = initializer.SyntaxTree.GetText(place.CancellationToken);
        var line = text.Lines.GetLineFromPosition(last.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
        var gap = Lines.IsBlank(indentation) ? "\n" + indentation : " ";
        return all.SeparatorCount == all.Count
            ? Change.Replace(title, title, new TextSpan(all.GetSeparator(all.Count - 1).Span.End, 0), $"{gap}{member} = {value},")
            : Change.Replace(title, title, new TextSpan(last.Span.End, 0), $",{gap}{member} = {value}");
    }

    private bool Has(FixPlace place, BaseObjectCreationExpressionSyntax creation)
    {
        for (var type = place.Model.GetTypeInfo(creation, place.CancellationToken).Type; type is not null; type = type.BaseType)
        {
            if (type.DeclaringSyntaxReferences.Length == 0 && type.GetMembers(member).OfType<IPropertySymbol>().Any(static p => p.SetMethod is not null))
                return true;
        }

        return false;
    }
}
