using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>A static field or property of a library, known by its name: <c>AccessMode.ReadOnly</c>.</summary>
internal sealed class MemberValue(ISymbol member) : Value
{
    public ISymbol Member { get; } = member;
}
