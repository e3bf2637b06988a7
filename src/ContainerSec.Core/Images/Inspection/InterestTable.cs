namespace ContainerSec.Images.Inspection;

/// <summary>Finds the inspectors that ask for a file, without asking each of them.</summary>
internal sealed class InterestTable
{
    private readonly Dictionary<string, List<Inspector>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Inspector>> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Inspector>> _below = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Inspector>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Inspector>> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Inspector> _executables = [];
    private readonly List<Inspector> _everything = [];

    public InterestTable(IReadOnlyList<Inspector> inspectors)
    {
        foreach (var inspector in inspectors)
        {
            foreach (var interest in inspector.Info.Interests)
                ListFor(interest).Add(inspector);
        }
    }

    /// <summary>Adds the inspectors that ask for a file to the list, each once.</summary>
    public void Find(LayerEntry entry, List<Inspector> found)
    {
        var path = entry.Path.AsSpan();
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        Take(_files, path, found);
        Take(_names, name, found);
        if (slash > 0)
            Take(_folders, path[..slash], found);
        if (_below.Count > 0)
        {
            for (var end = slash; end > 0; end = path[..end].LastIndexOf('/'))
                Take(_below, path[..end], found);
        }

        for (var dot = name.IndexOf('.'); dot >= 0; dot = Next(name, dot))
            Take(_extensions, name[dot..], found);
        if (_executables.Count > 0 && (entry.IsExecutable || IsLibrary(name)))
            Take(_executables, found);
        Take(_everything, found);
    }

    private static int Next(ReadOnlySpan<char> name, int dot) => name[(dot + 1)..].IndexOf('.') is var next and >= 0 ? dot + 1 + next : -1;

    private static bool IsLibrary(ReadOnlySpan<char> name) =>
        name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal) || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);

    private static void Take(Dictionary<string, List<Inspector>> table, ReadOnlySpan<char> key, List<Inspector> found)
    {
        if (table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var inspectors))
            Take(inspectors, found);
    }

    private static void Take(List<Inspector> inspectors, List<Inspector> found)
    {
        foreach (var inspector in inspectors)
        {
            if (!found.Contains(inspector))
                found.Add(inspector);
        }
    }

    private List<Inspector> ListFor(PathInterest interest) => interest.Kind switch
    {
        InterestKind.File => ListFor(_files, interest.Text),
        InterestKind.Folder => ListFor(_folders, interest.Text),
        InterestKind.Below => ListFor(_below, interest.Text),
        InterestKind.Name => ListFor(_names, interest.Text),
        InterestKind.Extension => ListFor(_extensions, interest.Text),
        InterestKind.Executable => _executables,
        _ => _everything,
    };

    private static List<Inspector> ListFor(Dictionary<string, List<Inspector>> table, string key)
    {
        if (!table.TryGetValue(key, out var list))
            table[key] = list = [];
        return list;
    }
}
