namespace ContainerSec.Images;

/// <summary>A file that came, went, or is not the same.</summary>
public sealed record FileChange
{
    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>What happened to it.</summary>
    public required FileChangeKind Kind { get; init; }

    /// <summary>The entry of the first image; null for one that came.</summary>
    public ImageEntry? Before { get; init; }

    /// <summary>The entry of the second image; null for one that went.</summary>
    public ImageEntry? After { get; init; }

    /// <summary>Whether the second gives rights that the first does not: setuid or setgid, or writable by everybody.</summary>
    public bool GivesRights => After is { } after && ((after.Mode & RightsBits) & ~((Before?.Mode ?? 0) & RightsBits)) != 0 && after.Kind is ImageEntryKind.File or ImageEntryKind.HardLink;

    private const int RightsBits = 0b110_000_000_010;

    internal static IReadOnlyList<FileChange> Between(ImageReport before, ImageReport after)
    {
        var old = before.Entries.ToDictionary(static e => e.Path, StringComparer.Ordinal);
        var changes = new List<FileChange>();
        foreach (var entry in after.Entries)
        {
            if (!old.Remove(entry.Path, out var other))
                changes.Add(new FileChange { Path = entry.Path, Kind = FileChangeKind.Added, After = entry });
            else if (KindOf(other, entry) is { } kind)
                changes.Add(new FileChange { Path = entry.Path, Kind = kind, Before = other, After = entry });
        }

        changes.AddRange(old.Values.Select(static e => new FileChange { Path = e.Path, Kind = FileChangeKind.Removed, Before = e }));
        return [.. changes.OrderBy(static c => c.Path, StringComparer.Ordinal)];
    }

    private static FileChangeKind? KindOf(ImageEntry before, ImageEntry after)
    {
        if (before.Kind != after.Kind || before.Size != after.Size || before.LinkTarget != after.LinkTarget)
            return FileChangeKind.Changed;
        if (before.Mode != after.Mode || before.UserId != after.UserId || before.GroupId != after.GroupId)
            return FileChangeKind.RightsChanged;
        // The same layer has the same bytes. Folders say nothing by being written again.
        return before.Kind == ImageEntryKind.File && before.Layer != after.Layer ? FileChangeKind.Rewritten : null;
    }
}

/// <summary>What happened to a file from one image to another.</summary>
public enum FileChangeKind
{
    /// <summary>Only the second image has it.</summary>
    Added,

    /// <summary>Only the first image has it.</summary>
    Removed,

    /// <summary>Type, size or link target changed.</summary>
    Changed,

    /// <summary>Only mode or owner changed.</summary>
    RightsChanged,

    /// <summary>Another layer wrote it with the same size; whether its bytes changed was not looked at.</summary>
    Rewritten,
}
