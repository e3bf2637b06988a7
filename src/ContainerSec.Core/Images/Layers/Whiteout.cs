using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Layers;

/// <summary>Entries whose name says that a path of lower layers is gone.</summary>
/// <remarks>OCI image-spec, "Image Layer Filesystem Changeset", sections Whiteouts and Opaque Whiteout. Other names that begin with <c>.wh..wh.</c> are notes of the aufs driver.</remarks>
internal static class Whiteout
{
    private const string Prefix = ".wh.";
    private const string Opaque = ".wh..wh..opq";
    private const string DriverNotes = ".wh..wh.";

    /// <summary>The entry as what it means; null for notes of a driver.</summary>
    public static LayerEntry? Of(string path, LayerEntry entry)
    {
        var slash = path.LastIndexOf('/');
        var name = path.AsSpan(slash + 1);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            return path.Contains("/" + DriverNotes, StringComparison.Ordinal) || path.StartsWith(DriverNotes, StringComparison.Ordinal) ? null : entry;
        if (name.SequenceEqual(Opaque))
            return new LayerEntry { Path = slash > 0 ? path[..slash] : "", Type = EntryType.OpaqueWhiteout, Mode = 0 };
        if (name.StartsWith(DriverNotes, StringComparison.Ordinal))
            return null;
        var target = name[Prefix.Length..];
        return target.IsEmpty || target is "." or ".." ? null
            : new LayerEntry { Path = string.Concat(path.AsSpan(0, slash + 1), target), Type = EntryType.Whiteout, Mode = 0 };
    }
}
