namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>A kind of edit of a file beside the code.</summary>
internal abstract class TextFix
{
    /// <summary>What would be done there; null when this kind of edit is not for such a place.</summary>
    public abstract Change? At(TextPlace place);
}
