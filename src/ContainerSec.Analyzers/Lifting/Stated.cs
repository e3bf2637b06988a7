namespace ContainerSec.Analyzers.Lifting;

/// <summary>A value and where it was said: the argument, the element, the assignment; null where its use is its place.</summary>
internal readonly record struct Stated(Value Value, TextProvenance? Place)
{
    public static implicit operator Stated(Value value) => new(value, null);

    public Stated Or(TextProvenance place) => Place is null ? this with { Place = place } : this;
}
