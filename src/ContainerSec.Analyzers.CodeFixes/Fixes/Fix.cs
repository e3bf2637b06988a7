namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>A kind of edit: looks outward from where a diagnostic stands for what carries the fact.</summary>
internal abstract class Fix
{
    /// <summary>What would be done there; null when this kind of edit is not for such a place.</summary>
    public abstract Change? At(FixPlace place);
}
