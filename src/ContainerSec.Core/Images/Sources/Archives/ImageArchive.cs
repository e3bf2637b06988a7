using ContainerSec.Images.Inspection;
using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that holds an image. Names in it select its entries and never a file of this machine.</summary>
internal abstract class ImageArchive : IAsyncDisposable
{
    // docker save makes one link a layer at most; a longer chain is a loop or a trick.
    private const int MaxLinks = 8;

    private readonly Dictionary<string, ArchiveMember> _members = new(StringComparer.Ordinal);

    /// <summary>For messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether one entry is read after the other.</summary>
    public virtual bool IsSequential => false;

    /// <summary>Opens an archive that is a file: plain, or packed with gzip or zstd.</summary>
    public static async Task<ImageArchive> OpenAsync(string path, InspectionOptions options, CancellationToken cancellationToken)
    {
        var packing = await PackingOfAsync(path, cancellationToken).ConfigureAwait(false);
        ImageArchive archive = packing switch
        {
            Packing.None => new PlainArchive(path),
            Packing.Unknown => throw new ContainerSecException($"{path}: error CSEC0001: the archive is packed in a way that is not read; unpack it, or pack it with gzip or zstd."),
            _ => new TapeArchive(path, PackedFile.Opener(path, options.Budgets)),
        };
        return await archive.IndexedAsync(options.Budgets, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the names of all entries, and closes the archive if that fails.</summary>
    public async Task<ImageArchive> IndexedAsync(InspectionBudgets budgets, CancellationToken cancellationToken)
    {
        try
        {
            await IndexAsync(budgets, cancellationToken).ConfigureAwait(false);
            return this;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or BudgetException or ZstdSharp.ZstdException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new ContainerSecException($"{Name}: error CSEC0001: the file is no archive of an image, or is damaged: {exception.Message}", exception);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The entry of a name, behind links; null when there is none.</summary>
    public ArchiveMember? Find(string? name)
    {
        for (var links = 0; name is not null && links <= MaxLinks; links++)
        {
            if (!_members.TryGetValue(name, out var member))
                return null;
            if (member.Target is null)
                return member;
            name = member.Target;
        }

        return null;
    }

    /// <summary>Reads a document; null when there is none.</summary>
    /// <exception cref="ContainerSecException">It is larger than the budget allows.</exception>
    public async Task<byte[]?> ReadAsync(string name, InspectionBudgets budgets, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.Size > budgets.MaxManifestSize)
            throw new ContainerSecException($"{Name}: error CSEC0001: '{Shown.Text(name)}' has {member.Size:N0} bytes, more than the {budgets.MaxManifestSize:N0} that a manifest or configuration may have.");
        return await ReadAsync(member, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an entry's content.</summary>
    public abstract Task<Stream> OpenAsync(ArchiveMember member, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    protected abstract Task IndexAsync(InspectionBudgets budgets, CancellationToken cancellationToken);

    protected virtual async Task<byte[]> ReadAsync(ArchiveMember member, CancellationToken cancellationToken)
    {
        var stream = await OpenAsync(member, cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var bytes = new byte[member.Size];
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Reads all entries of the archive and notes them. Of two with the same name the later counts, as when an archive is unpacked.</summary>
    /// <param name="tar">The archive, at its start.</param>
    /// <param name="budgets">How many entries there may be.</param>
    /// <param name="noted">Sees each file while its content can be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected async Task IndexAsync(TarReader tar, InspectionBudgets budgets, Func<ArchiveMember, ValueTask>? noted, CancellationToken cancellationToken)
    {
        var names = 0L;
        for (var ordinal = 0; await tar.NextAsync(cancellationToken).ConfigureAwait(false) is { } entry; ordinal++)
        {
            names += entry.Name.Length + entry.LinkName.Length;
            if (ordinal >= budgets.MaxEntries || names > budgets.MaxNamesSize)
                throw new BudgetException($"The archive has more than {budgets.MaxEntries:N0} entries, or their names are longer than {budgets.MaxNamesSize:N0} bytes together.");
            if (entry.IsSparse || !entry.IsKnownType || EntryPath.Normalise(entry.Name.Span) is not { Length: > 0 } name || Note(entry, name, ordinal, tar.ContentOffset) is not { } member)
                continue;
            _members[name] = member;
            if (member.Target is null && noted is not null)
                await noted(member).ConfigureAwait(false);
        }
    }

    private static ArchiveMember? Note(TarEntry entry, string name, int ordinal, long offset) => entry.Type switch
    {
        EntryType.File => new ArchiveMember { Name = name, Ordinal = ordinal, Offset = offset, Size = entry.Size },
        EntryType.HardLink => new ArchiveMember { Name = name, Ordinal = ordinal, Target = EntryPath.Normalise(entry.LinkName.Span) ?? "" },
        EntryType.SymbolicLink => new ArchiveMember { Name = name, Ordinal = ordinal, Target = TargetOf(name, EntryPath.TextOf(entry.LinkName.Span)) },
        _ => null,
    };

    // "../0123…/layer.tar" from "4567…/layer.tar": the way from the link's folder, empty when it leads out of the archive.
    private static string TargetOf(string name, string link)
    {
        if (link.StartsWith('/'))
            return "";
        var way = new List<string>(name.Split('/')[..^1]);
        foreach (var part in link.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                way.Add(part);
            else if (way.Count > 0)
                way.RemoveAt(way.Count - 1);
            else
                return "";
        }

        return string.Join('/', way);
    }

    private static async Task<Packing> PackingOfAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using var _ = file.ConfigureAwait(false);
        return (await LayerCompression.PeekAsync(file, cancellationToken).ConfigureAwait(false)).Packing;
    }
}
