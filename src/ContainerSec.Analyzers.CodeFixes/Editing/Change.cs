using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>What a fix does to one document: nodes that are taken out, and parts of the text that are put in their place.</summary>
/// <remarks>It is not applied at once: the changes of several diagnostics are merged, because two of them may empty one list together.</remarks>
/// <param name="Title">What is done, for the user: <c>Remove WithPrivileged</c>.</param>
/// <param name="Key">What is done, for Fix All: changes of one key belong together.</param>
internal sealed record Change(string Title, string Key)
{
    /// <summary>Calls, arguments, elements, assignments and statements that are taken out.</summary>
    public IReadOnlyList<SyntaxNode> Removed { get; init; } = [];

    /// <summary>Keys and items of YAML that are taken out, by their numbers in the <see cref="Outline"/>.</summary>
    public IReadOnlyList<int> RemovedEntries { get; init; } = [];

    /// <summary>Lines of JSON that are taken out, each a property of its own.</summary>
    public IReadOnlyList<int> RemovedLines { get; init; } = [];

    /// <summary>What is replaced or put in.</summary>
    public IReadOnlyList<TextChange> Edits { get; init; } = [];

    /// <summary>Whether it is right in each place at once; one that needs a look at its surroundings is not.</summary>
    public bool IsForAll { get; init; } = true;

    /// <summary>A change that takes nodes out.</summary>
    public static Change Remove(string what, params SyntaxNode[] nodes) => new($"Remove {what}", "Remove") { Removed = nodes };

    /// <summary>A change that replaces a node, or a part of the text.</summary>
    public static Change Replace(string title, string key, TextSpan span, string text) => new(title, key) { Edits = [new TextChange(span, text)] };
}
