using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives a container of an app host a secret parameter instead of a literal: <c>WithEnvironment("API_KEY", "…")</c> becomes <c>WithEnvironment("API_KEY", apiKey)</c>.</summary>
/// <remarks>The parameter is declared before the statement; its value is then asked for or configured, and no longer stands in the code.</remarks>
/// <param name="method">The method whose value may be a parameter.</param>
/// <param name="instead">The method that takes a secret in its place: <c>WithBuildSecret</c> of <c>WithBuildArg</c>; by default the same.</param>
internal sealed class UseSecretParameter(string method, string? instead = null) : Fix
{
    private const string BuilderType = "Aspire.Hosting.IDistributedApplicationBuilder";

    public override Change? At(FixPlace place)
    {
        if (place.Call is not { } call || FixPlace.NameOf(call) != method || call.ArgumentList.Arguments is not [{ Expression: var key }, { NameColon: null, Expression: LiteralExpressionSyntax value }] || value != place.Value
            || place.Model.GetConstantValue(key, place.CancellationToken).Value is not string { Length: > 0 } name
            || call.Ancestors().OfType<StatementSyntax>().FirstOrDefault() is not { Parent: BlockSyntax or GlobalStatementSyntax } statement || BuilderIn(place, statement) is not { } builder)
            return null;
        if (instead is not null && place.MethodOf(call)?.ContainingType.GetMembers(instead).IsEmpty != false)
            return null;
        var words = name.ToLowerInvariant().Split(['_', '-', ':', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words.All(static w => w.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9')))
            return null;
        var variable = Free(place, statement, words[0] + string.Concat(words.Skip(1).Select(static w => char.ToUpperInvariant(w[0]) + w.Substring(1))));
        if (SyntaxFacts.GetKeywordKind(variable) != SyntaxKind.None || char.IsDigit(variable[0]))
            return null;
        var text = statement.SyntaxTree.GetText(place.CancellationToken);
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        var declaration = $"var {variable} = {builder}.AddParameter(\"{string.Join("-", words)}\", secret: true);";
        return new Change("Use a secret parameter", "Use a secret parameter")
        {
            // Two of one name would declare the parameter twice.
            IsForAll = false,
            Edits =
            [
                new TextChange(new TextSpan(statement.SpanStart, 0), Lines.IsBlank(indentation) ? $"{declaration}\n{indentation}" : declaration + " "),
                .. instead is null ? [] : new[] { new TextChange(((MemberAccessExpressionSyntax)call.Expression).Name.Span, instead) },
                new TextChange(value.Span, variable),
            ],
        };
    }

    private static string? BuilderIn(FixPlace place, StatementSyntax statement) =>
        place.Model.LookupSymbols(statement.SpanStart).FirstOrDefault(s => (s switch
        {
            ILocalSymbol local => local.DeclaringSyntaxReferences[0].Span.End < statement.SpanStart ? local.Type : null,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        })?.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == BuilderType)?.Name;

    private static string Free(FixPlace place, StatementSyntax statement, string name)
    {
        var taken = new HashSet<string>(place.Root.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText), StringComparer.Ordinal);
        var free = name;
        for (var i = 2; taken.Contains(free); i++)
            free = name + i;
        return free;
    }
}
