using System.Runtime.InteropServices;
using System.Text;

namespace ContainerSec.Images.Inspection;

/// <summary>The file system that the layers make together: layer after layer, base first, with whiteouts, opaque folders and links in folders.</summary>
/// <remarks>
/// A tree of names. Nothing is deleted from it: a node knows the layer that last wrote it, and the layer that last removed it or what is below it,
/// so that removing a folder costs the same whatever it holds.
/// </remarks>
internal sealed class MergedView
{
    // As many links as the kernel follows, path_resolution(7).
    private const int MaxLinks = 40;
    private const int Root = 0;

    private readonly List<FileTable> _layers = [];
    private readonly List<string> _diffIds = [];
    private readonly Dictionary<NameKey, int> _children;
    private readonly NameComparer _comparer;
    private readonly List<Node> _nodes = [];
    private readonly List<byte> _names = [];
    private byte[] _lastParent = [];
    private int _lastParentNode = Root;

    public MergedView()
    {
        _comparer = new NameComparer(this);
        _children = new Dictionary<NameKey, int>(_comparer);
        _nodes.Add(new Node { Parent = -1, Layer = -1, Removed = -1, RemovedBelow = -1 });
    }

    /// <summary>Puts a layer on top. Afterwards <see cref="Find(ReadOnlySpan{byte}, bool)"/> answers as of this layer.</summary>
    /// <returns>For each entry of the layer its node; -1 for one that cannot be placed (links that run in a circle).</returns>
    public int[] Add(string diffId, FileTable files)
    {
        var layer = _layers.Count;
        _layers.Add(files);
        _diffIds.Add(diffId);
        _lastParent = [];
        _lastParentNode = Root;
        var placed = new int[files.Count];
        for (var i = 0; i < files.Count; i++)
            placed[i] = Place(layer, i, files.PathOf(i));
        return placed;
    }

    /// <summary>Whether an entry is what a container sees at its place.</summary>
    public bool IsVisible(int node, int layer, int record) =>
        node >= 0 && Nodes[node].Layer == layer && Nodes[node].Record == record && IsVisible(node);

    /// <summary>The path of a node.</summary>
    public string PathOf(int node)
    {
        var parts = new Stack<string>();
        for (; node > Root; node = Nodes[node].Parent)
            parts.Push(Encoding.UTF8.GetString(NameOf(node)));
        return string.Join('/', parts);
    }

    /// <summary>What a container sees: every entry that has a record of its own, in no particular order.</summary>
    public IEnumerable<ViewEntry> Entries
    {
        get
        {
            for (var node = 1; node < _nodes.Count; node++)
            {
                if (Nodes[node].Layer >= 0 && IsVisible(node))
                    yield return new ViewEntry(this, node);
            }
        }
    }

    /// <summary>The same entries as the report shows them.</summary>
    public IEnumerable<ImageEntry> ToEntries() => Entries.Where(static e => e.Type is not (EntryType.Whiteout or EntryType.OpaqueWhiteout)).Select(static e => new ImageEntry
    {
        Path = e.Path,
        Kind = (ImageEntryKind)e.Type,
        Mode = e.Mode,
        UserId = e.UserId,
        GroupId = e.GroupId,
        Size = e.Size,
        LinkTarget = e.LinkTarget,
        Layer = e.Layer,
    });

    /// <summary>Finds a file by its path, links followed; null when there is none.</summary>
    /// <param name="path">Without or with leading slash.</param>
    public ViewEntry? Find(string path) => Find(Encoding.UTF8.GetBytes(path), followsLast: true);

    /// <summary>Finds a file by its path; null when there is none.</summary>
    /// <param name="path">As UTF-8.</param>
    /// <param name="followsLast">Whether a link at the end is followed too.</param>
    public ViewEntry? Find(ReadOnlySpan<byte> path, bool followsLast)
    {
        var links = 0;
        var node = Walk(Root, path, -1, followsLast, ref links);
        return node > Root && Nodes[node].Layer >= 0 && IsVisible(node) ? new ViewEntry(this, node) : null;
    }

    internal string DiffIdOf(int node) => _diffIds[Nodes[node].Layer];

    internal int LayerOf(int node) => Nodes[node].Layer;

    internal ref readonly FileRecord RecordOf(int node) => ref _layers[Nodes[node].Layer].Records[Nodes[node].Record];

    internal string LinkTargetOf(int node) => Encoding.UTF8.GetString(_layers[Nodes[node].Layer].LinkTargetOf(Nodes[node].Record));

    internal ReadOnlySpan<byte> CapabilityOf(int node) => _layers[Nodes[node].Layer].CapabilityOf(Nodes[node].Record);

    private Span<Node> Nodes => CollectionsMarshal.AsSpan(_nodes);

    private int Place(int layer, int record, ReadOnlySpan<byte> path)
    {
        var type = _layers[layer].Records[record].Type;
        if (type == EntryType.OpaqueWhiteout)
        {
            var folder = WalkTo(path, layer);
            if (folder >= 0)
                Nodes[folder].RemovedBelow = layer;
            return folder;
        }

        var slash = path.LastIndexOf((byte)'/');
        var parent = slash < 0 ? Root : ParentOf(path[..slash], layer);
        if (parent < 0)
            return -1;
        var node = ChildOf(parent, path[(slash + 1)..], creates: true);
        if (type == EntryType.Whiteout)
        {
            Nodes[node].Removed = layer;
            Nodes[node].RemovedBelow = layer;
            return node;
        }

        // What is no folder hides what lower layers had below it.
        if (type != EntryType.Folder)
            Nodes[node].RemovedBelow = layer;
        // A new link may change where the folder of the entries before leads to.
        if (type == EntryType.SymbolicLink)
            _lastParent = [];

        (Nodes[node].Layer, Nodes[node].Record) = (layer, record);
        return node;
    }

    // Entries of a folder follow one another: its way is walked once.
    private int ParentOf(ReadOnlySpan<byte> path, int layer)
    {
        if (_lastParent.Length > 0 && path.SequenceEqual(_lastParent))
            return _lastParentNode;
        _lastParentNode = WalkTo(path, layer);
        _lastParent = path.ToArray();
        return _lastParentNode;
    }

    private int WalkTo(ReadOnlySpan<byte> path, int layer)
    {
        var links = 0;
        return Walk(Root, path, layer, followsLast: true, ref links);
    }

    // Goes along a path, through links. With a layer, folders that nobody wrote are made on the way (archives may leave them out). -1 when it leads nowhere.
    private int Walk(int from, ReadOnlySpan<byte> path, int layer, bool followsLast, ref int links)
    {
        var node = from;
        while (!path.IsEmpty)
        {
            var slash = path.IndexOf((byte)'/');
            var part = slash < 0 ? path : path[..slash];
            path = slash < 0 ? default : path[(slash + 1)..];
            if (part.IsEmpty || part.SequenceEqual("."u8))
                continue;
            if (part.SequenceEqual(".."u8))
            {
                node = node == Root ? Root : Nodes[node].Parent;
                continue;
            }

            var child = ChildOf(node, part, creates: layer >= 0);
            if (child < 0)
                return -1;
            if (IsLink(child) && (followsLast || !path.IsEmpty))
            {
                if (++links > MaxLinks)
                    return -1;
                var target = _layers[Nodes[child].Layer].LinkTargetOf(Nodes[child].Record);
                child = Walk(target.StartsWith("/"u8) ? Root : node, target, layer, followsLast: true, ref links);
                if (child < 0)
                    return -1;
            }

            node = child;
        }

        return node;
    }

    private bool IsLink(int node) => Nodes[node].Layer >= 0 && RecordOf(node).Type == EntryType.SymbolicLink && IsVisible(node);

    // A layer removes what layers below it wrote, never what it writes itself.
    private bool IsVisible(int node)
    {
        var layer = Nodes[node].Layer;
        if (Nodes[node].Removed > layer)
            return false;
        for (var above = Nodes[node].Parent; above >= 0; above = Nodes[above].Parent)
        {
            if (Nodes[above].RemovedBelow > layer)
                return false;
        }

        return true;
    }

    private int ChildOf(int parent, ReadOnlySpan<byte> name, bool creates)
    {
        var lookup = _children.GetAlternateLookup<PartOfPath>();
        var part = new PartOfPath(parent, name);
        if (lookup.TryGetValue(part, out var child))
            return child;
        if (!creates)
            return -1;
        child = _nodes.Count;
        _nodes.Add(new Node { Parent = parent, NameStart = _names.Count, NameLength = name.Length, Layer = -1, Removed = -1, RemovedBelow = -1 });
        _names.AddRange(name);
        _children.Add(new NameKey(child), child);
        return child;
    }

    private ReadOnlySpan<byte> NameOf(int node) => CollectionsMarshal.AsSpan(_names).Slice(Nodes[node].NameStart, Nodes[node].NameLength);

    private struct Node
    {
        public int Parent;
        public int NameStart;
        public int NameLength;

        /// <summary>The layer that last wrote it; -1 for a folder that no archive mentions.</summary>
        public int Layer;

        /// <summary>Which entry of that layer.</summary>
        public int Record;

        /// <summary>The last layer with a whiteout of it; -1 for none.</summary>
        public int Removed;

        /// <summary>The last layer that hides what lower ones have below it; -1 for none.</summary>
        public int RemovedBelow;
    }

    private readonly record struct NameKey(int Node);

    private readonly ref struct PartOfPath(int parent, ReadOnlySpan<byte> name)
    {
        public readonly int Parent = parent;
        public readonly ReadOnlySpan<byte> Name = name;
    }

    // A key is a node; its parent and name are compared, so that no name is kept twice.
    private sealed class NameComparer(MergedView view) : IEqualityComparer<NameKey>, IAlternateEqualityComparer<PartOfPath, NameKey>
    {
        public bool Equals(NameKey x, NameKey y) => x.Node == y.Node;

        public int GetHashCode(NameKey key) => Hash(view.Nodes[key.Node].Parent, view.NameOf(key.Node));

        public bool Equals(PartOfPath part, NameKey key) => view.Nodes[key.Node].Parent == part.Parent && view.NameOf(key.Node).SequenceEqual(part.Name);

        public int GetHashCode(PartOfPath part) => Hash(part.Parent, part.Name);

        public NameKey Create(PartOfPath part) => throw new NotSupportedException();

        // Names are hostile. HashCode has a seed of its own in each process, so that nobody can choose names that collide.
        private static int Hash(int parent, ReadOnlySpan<byte> name)
        {
            var hash = default(HashCode);
            hash.Add(parent);
            hash.AddBytes(name);
            return hash.ToHashCode();
        }
    }
}

/// <summary>An entry of the merged view.</summary>
internal readonly struct ViewEntry(MergedView view, int node)
{
    public string Path => view.PathOf(node);

    public EntryType Type => view.RecordOf(node).Type;

    public int Mode => view.RecordOf(node).Mode;

    public long UserId => view.RecordOf(node).UserId;

    public long GroupId => view.RecordOf(node).GroupId;

    public long Size => view.RecordOf(node).Size;

    public string LinkTarget => view.LinkTargetOf(node);

    public ReadOnlySpan<byte> Capability => view.CapabilityOf(node);

    /// <summary>The diff id of the last layer that wrote it.</summary>
    public string Layer => view.DiffIdOf(node);
}
