namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>What mends a rule's findings.</summary>
/// <param name="Id">The rule.</param>
internal sealed record RuleFix(string Id)
{
    /// <summary>Edits of C# code; the first that fits a place is offered.</summary>
    public IReadOnlyList<Fix> Code { get; init; } = [];

    /// <summary>Edits of files beside the code; the first that fits a place is offered.</summary>
    public IReadOnlyList<TextFix> Files { get; init; } = [];
}
