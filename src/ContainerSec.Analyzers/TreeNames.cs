using System.Runtime.CompilerServices;
using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers;

/// <summary>Tells by identifiers alone which pieces of code may speak of containers, so that the others are never bound.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="libraries">The libraries that it references.</param>
/// <param name="wrappers">What is known of trees of earlier compilations: an editor makes a compilation a keystroke, in which one tree is new.</param>
internal sealed class TreeNames(Compilation compilation, Libraries libraries, ConditionalWeakTable<SyntaxTree, TreeNames.Wrappers> wrappers)
{
    private readonly object _gate = new();
    private volatile HashSet<string>? _all;

    /// <summary>Whether a piece of code names a member of a library, or a method of this compilation that does.</summary>
    public bool MayMatter(SyntaxNode code, CancellationToken cancellationToken) => HasAny(code, _all ?? Collect(cancellationToken), builds: false);

    // The names of the libraries and of the methods whose bodies have one of them.
    private HashSet<string> Collect(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_all is { } known)
                return known;
            var all = new HashSet<string>(libraries.Names, StringComparer.Ordinal);
            foreach (var tree in compilation.SyntaxTrees)
                all.UnionWith(WrappersIn(tree, cancellationToken));
            return _all = all;
        }
    }

    private string[] WrappersIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        // A project that references another library since is looked through again.
        if (wrappers.TryGetValue(tree, out var known) && known.Libraries == libraries.Key)
            return known.Names;
        string[] names = [.. Declarations(tree.GetRoot(cancellationToken)).Where(d => HasAny(d.Body, libraries.Names, builds: true)).Select(static d => d.Name).Distinct()];
        wrappers.Remove(tree);
        // Another compilation may have been here in the meantime, with the same answer.
        return wrappers.GetValue(tree, _ => new Wrappers(libraries.Key, names)).Names;
    }

    private static IEnumerable<(string Name, SyntaxNode Body)> Declarations(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    yield return (method.Identifier.ValueText, method);
                    break;
                case PropertyDeclarationSyntax property:
                    yield return (property.Identifier.ValueText, property);
                    break;
                case FieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                        yield return (variable.Identifier.ValueText, variable);
                    break;
                case ConstructorDeclarationSyntax constructor:
                    yield return (constructor.Identifier.ValueText, constructor);
                    break;
            }
        }
    }

    /// <summary>The methods and members of a tree that speak of some libraries.</summary>
    internal sealed class Wrappers(string libraries, string[] names)
    {
        public string Libraries { get; } = libraries;

        public string[] Names { get; } = names;
    }

    // What makes a builder may be built by whoever called it.
    private bool HasAny(SyntaxNode code, HashSet<string> names, bool builds)
    {
        var hasBuilder = false;
        foreach (var token in code.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
                continue;
            var name = token.ValueText;
            if (names.Contains(name) || (libraries.CommonMembers.Contains(name) && IsChanged(token)))
                return true;
            // new RedisBuilder("redis:8.0").Build(); a web application has a builder of its own, which a method creates.
            builds |= name == "Build";
            hasBuilder |= name.EndsWith("Builder", StringComparison.Ordinal) && !name.StartsWith("Create", StringComparison.Ordinal) && name != "StringBuilder";
            if (builds && hasBuilder && libraries.HaveBuilders)
                return true;
        }

        return false;
    }

    // x.Data = …, x.Data ??= …, x.Data["a"] = …, x.Data.Add(…), new() { Data = … }.
    private static bool IsChanged(SyntaxToken member) => member.GetNextToken().Kind() switch
    {
        SyntaxKind.EqualsToken or SyntaxKind.QuestionQuestionEqualsToken => true,
        SyntaxKind.OpenBracketToken or SyntaxKind.DotToken or SyntaxKind.QuestionToken or SyntaxKind.ExclamationToken => member.GetPreviousToken().IsKind(SyntaxKind.DotToken),
        _ => false,
    };
}
