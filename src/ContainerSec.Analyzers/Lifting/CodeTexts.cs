using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The trees of a compilation as texts of the model, so that a fact of C# has the provenance of every other fact, and a finding finds its way back.</summary>
internal sealed class CodeTexts
{
    private readonly ConcurrentDictionary<SyntaxTree, SourceText> _texts = new();
    private readonly ConcurrentDictionary<SourceText, SyntaxTree> _trees = new();

    /// <summary>The place of a part of a tree.</summary>
    public TextProvenance At(SyntaxTree tree, TextSpan span) => Of(tree).At(span.Start, span.End);

    /// <summary>The place of a node.</summary>
    public TextProvenance At(SyntaxNode node) => At(node.SyntaxTree, node.Span);

    /// <summary>The text of a tree.</summary>
    public SourceText Of(SyntaxTree tree) => _texts.TryGetValue(tree, out var text) ? text : _texts.GetOrAdd(tree, Read);

    // Whoever gets the text may ask for its tree at once: it is known by it before the text is.
    private SourceText Read(SyntaxTree tree)
    {
        var text = new SourceText(tree.FilePath, tree.GetText().ToString());
        _trees.TryAdd(text, tree);
        return text;
    }

    /// <summary>The place as the compiler knows it; null when it is in no tree of this compilation.</summary>
    public Location? LocationOf(TextProvenance place) =>
        _trees.TryGetValue(place.Source, out var tree) ? Location.Create(tree, TextSpan.FromBounds(place.StartOffset, place.EndOffset)) : null;
}
