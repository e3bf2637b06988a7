using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The libraries that a compilation references: the symbol table by which calls find their meaning.</summary>
internal sealed class Libraries
{
    private readonly ConcurrentDictionary<IMethodSymbol, Meaning?> _meanings = new(SymbolEqualityComparer.Default);

    private Libraries(IReadOnlyList<Library> all)
    {
        All = all;
        Key = string.Join(" ", all.Select(static l => l.GetType().Name));
        Names = new HashSet<string>(all.SelectMany(static l => l.Names), StringComparer.Ordinal);
        HaveBuilders = all.Any(static l => l is TestcontainersLibrary);
        CommonMembers = new HashSet<string>(all.SelectMany(static l => l.CommonMembers), StringComparer.Ordinal);
    }

    public IReadOnlyList<Library> All { get; }

    /// <summary>Which libraries they are.</summary>
    public string Key { get; }

    /// <summary>Identifiers one of which stands in every piece of code that speaks of a library.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Members of such objects that other types have, too: only where one is changed the code may speak of a library.</summary>
    public HashSet<string> CommonMembers { get; }

    /// <summary>Whether one of them makes containers of builders, of any name.</summary>
    public bool HaveBuilders { get; }

    /// <summary>The libraries that a compilation references; null when it references none.</summary>
    public static Libraries? Of(Compilation compilation)
    {
        Library?[] found = [AspireLibrary.Find(compilation), TestcontainersLibrary.Find(compilation), DockerDotNetLibrary.Find(compilation), KubernetesClientLibrary.Find(compilation)];
        Library[] all = [.. found.Where(static l => l is not null).Select(static l => l!)];
        return all.Length == 0 ? null : new Libraries(all);
    }

    /// <summary>What calling a method says; null when it says nothing that is known.</summary>
    public Meaning? MeaningOf(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _meanings.TryGetValue(definition, out var meaning) ? meaning : _meanings.GetOrAdd(definition, Find);
    }

    private Meaning? Find(IMethodSymbol method)
    {
        foreach (var library in All)
        {
            if (library.MeaningOf(method) is { } meaning)
                return meaning;
        }

        return null;
    }
}
