namespace ContainerSec.Readers.MSBuild;

/// <summary>A text of a project file.</summary>
/// <param name="Text">As written, entities resolved.</param>
/// <param name="Origin">Its place.</param>
/// <param name="IsConditional">Whether a condition decides if it is there.</param>
internal readonly record struct ProjectValue(string Text, Provenance Origin, bool IsConditional)
{
    /// <summary>The value as a fact: unknown when a condition decides, or when a property, an item or metadata stands in it.</summary>
    public Fact<string> ToFact() => IsConditional || IsExpression(Text) ? Fact.Unknown<string>(Origin) : Fact.Known(Text, Origin);

    public static bool IsExpression(string text) =>
        text.IndexOf("$(", StringComparison.Ordinal) >= 0 || text.IndexOf("@(", StringComparison.Ordinal) >= 0 || text.IndexOf("%(", StringComparison.Ordinal) >= 0;
}
