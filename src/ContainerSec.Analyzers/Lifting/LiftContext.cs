using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>What all runs over one piece of code have in common.</summary>
internal sealed class LiftContext
{
    private DebugRegions? _debug;

    public required Compilation Compilation { get; init; }

    public required Libraries Libraries { get; init; }

    public required CodeTexts Texts { get; init; }

    /// <summary>Whether the code exists while tests run.</summary>
    public bool IsTest { get; init; }

    /// <summary>The model of the tree that is judged; others are asked of the compilation.</summary>
    public required SemanticModel Model { get; init; }

    /// <summary>How many operations one run may take.</summary>
    public int MaxSteps { get; init; } = 200_000;

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether a node is compiled for debugging only.</summary>
    public bool IsDebugOnly(SyntaxNode node) => node.SyntaxTree == Model.SyntaxTree && (_debug ??= new DebugRegions(Model.SyntaxTree, CancellationToken)).Contains(node.SpanStart);

    /// <summary>The operation of a declaration of this compilation; null when there is none.</summary>
    public IOperation? OperationOf(SyntaxNode node)
    {
#pragma warning disable RS1030 // A method that is called may stand in another file; only small ones that have to do with containers are looked at.
        var model = node.SyntaxTree == Model.SyntaxTree ? Model : Compilation.ContainsSyntaxTree(node.SyntaxTree) ? Compilation.GetSemanticModel(node.SyntaxTree) : null;
#pragma warning restore RS1030
        return model?.GetOperation(node, CancellationToken);
    }
}
