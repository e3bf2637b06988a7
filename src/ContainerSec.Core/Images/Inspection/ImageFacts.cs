using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Inspection;

/// <summary>The facts of all layers, put together as the container sees them.</summary>
internal sealed class ImageFacts
{
    private readonly IReadOnlyList<PlacedFact> _facts;

    public ImageFacts(OciImageConfiguration configuration, IReadOnlyList<ImageLayer> layers, MergedView view, IReadOnlyList<PlacedFact> facts) =>
        (Configuration, Layers, View, _facts) = (configuration, layers, view, facts);

    /// <summary>The image's configuration.</summary>
    public OciImageConfiguration Configuration { get; }

    /// <summary>The layers, base first.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; }

    /// <summary>The file system that a container starts with.</summary>
    public MergedView View { get; }

    /// <summary>The files of each layer, base first, also those that a later layer removed.</summary>
    public IReadOnlyList<PlacedFiles> Files { get; init; } = [];

    /// <summary>Facts of one kind from files that a container sees, in the order of layers and files.</summary>
    public IEnumerable<Placed<T>> Visible<T>()
        where T : LayerFact => All<T>().Where(static f => !f.IsDeleted);

    /// <summary>Facts of one kind, also from files that a later layer removed or replaced.</summary>
    public IEnumerable<Placed<T>> All<T>()
        where T : LayerFact
    {
        foreach (var placed in _facts)
        {
            if (placed.Fact is T fact)
                yield return new Placed<T>(fact, placed.Path, placed.Layer, placed.IsDeleted);
        }
    }
}

/// <summary>A fact and where it stands in the image.</summary>
/// <param name="Fact">What was seen.</param>
/// <param name="Path">The file's path after links in its folders are followed.</param>
/// <param name="Layer">The diff id of the layer.</param>
/// <param name="IsDeleted">Whether a later layer removed or replaced the file.</param>
internal readonly record struct Placed<T>(T Fact, string Path, string Layer, bool IsDeleted)
    where T : LayerFact;

/// <inheritdoc cref="Placed{T}"/>
internal readonly record struct PlacedFact(LayerFact Fact, string Path, string Layer, bool IsDeleted);

/// <summary>The entries of one layer and where they stand in the image.</summary>
internal sealed class PlacedFiles(MergedView view, int layer, FileTable table, int[] nodes)
{
    /// <summary>The entries as the layer states them.</summary>
    public FileTable Table => table;

    /// <summary>Whether an entry is what a container sees at its place.</summary>
    public bool IsVisible(int entry) => view.IsVisible(nodes[entry], layer, entry);

    /// <summary>The path of an entry after links in its folders are followed.</summary>
    public string PathOf(int entry) => nodes[entry] >= 0 ? view.PathOf(nodes[entry]) : System.Text.Encoding.UTF8.GetString(table.PathOf(entry));
}
