using System.Buffers;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Layers;

/// <summary>Reads one layer once: unpacks it, hashes it on both sides, and offers each file to the inspectors that asked for it.</summary>
internal sealed class LayerReader(IReadOnlyList<Inspector> inspectors, BufferBudget buffers, InspectionOptions options)
{
    // Below this many unpacked bytes the ratio says nothing.
    private const long FreeOfRatio = 256L << 20;

    private readonly BufferBudget _buffers = buffers;
    private readonly InterestTable _interests = new(inspectors);
    private readonly InspectionBudgets _budgets = options.Budgets;

    /// <summary>Reads a layer. What is wrong with its bytes becomes a gap of the result.</summary>
    /// <param name="layer">The bytes.</param>
    /// <param name="diffId">The digest of the unpacked bytes that the configuration states; null when nobody states one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ReadLayer> ReadAsync(SourceLayer layer, string? diffId, CancellationToken cancellationToken)
    {
        if (layer.IsMissing)
            return Unread(layer, diffId, GapCodes.Missing, "The layer's bytes are not in the source.");
        if (MediaTypes.IsEncrypted(layer.MediaType))
            return Unread(layer, diffId, GapCodes.Encrypted, $"The layer is encrypted ({layer.MediaType}).");
        Stream source;
        try
        {
            source = await layer.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return Unread(layer, diffId, GapCodes.Missing, "The layer's bytes are not in the source.");
        }

        await using var _ = source.ConfigureAwait(false);
        using var stored = new HashingStream(source, Digests.AlgorithmOf(layer.Digest));
        var (packed, packing) = await LayerCompression.PeekAsync(stored, cancellationToken).ConfigureAwait(false);
        if (packing == Packing.Unknown)
            return Unread(layer, diffId, GapCodes.MediaType, "The layer is packed in a way that is not read (neither plain, nor gzip, nor zstd).");
        var session = new Session(this, layer, diffId);
        return await session.ReadAsync(packed, stored, packing, cancellationToken).ConfigureAwait(false);
    }

    private static ReadLayer Unread(SourceLayer layer, string? diffId, string code, string message) => new()
    {
        Digest = layer.Digest ?? "",
        Size = Math.Max(layer.Size, 0),
        MediaType = layer.MediaType,
        IsUsable = false,
        Result = new LayerResult { DiffId = diffId ?? layer.Digest ?? "", Files = new FileTable.Builder().Build(), Gaps = [new LayerGap(code, null, message)] },
    };

    // What a file's bytes do to one inspector must not end the work of the others.
    private static void Inspect(Inspector inspector, LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
#pragma warning disable CA1031 // Whatever a reader of a format throws on hostile bytes, the file becomes a gap.
        try
        {
            inspector.Inspect(entry, content, sink);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            sink.Gap(inspector.Info.GapCode, entry.Path, $"'{inspector.Info.Name}' cannot read the file: {exception.Message}");
        }
#pragma warning restore CA1031
    }

    /// <summary>The state of one reading.</summary>
    private sealed class Session(LayerReader reader, SourceLayer layer, string? diffId)
    {
        private readonly LayerSink _sink = new(reader._budgets);
        private readonly FileTable.Builder _files = new();
        private readonly List<Inspector> _interested = [];
        private readonly List<(LayerEntry Link, int Index)> _links = [];

        public async Task<ReadLayer> ReadAsync(Stream packed, HashingStream stored, Packing packing, CancellationToken cancellationToken)
        {
            using var unpacked = Unpack(packed, stored, packing);
            var isWhole = true;
            try
            {
                await ReadEntriesAsync(unpacked, cancellationToken).ConfigureAwait(false);
                await DrainAsync(unpacked, cancellationToken).ConfigureAwait(false);
            }
            catch (BudgetException exception)
            {
                isWhole = false;
                _sink.Gap(GapCodes.Budget, null, exception.Message);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
            {
                isWhole = false;
                _sink.Gap(GapCodes.Damaged, null, $"The layer cannot be read to its end: {exception.Message}");
            }

            // The digest of the stored bytes is told even of a layer that cannot be unpacked.
            await DrainAsync(stored, cancellationToken).ConfigureAwait(false);
            var digest = stored.Digest();
            var actualDiffId = isWhole ? unpacked.Digest() : null;
            // What cannot be verified is not read twice; the gap of such a layer is told already.
            if (_links.Count > 0 && actualDiffId is not null)
                await FollowLinksAsync(actualDiffId, cancellationToken).ConfigureAwait(false);
            return new ReadLayer
            {
                Digest = digest,
                ActualDiffId = actualDiffId,
                Size = stored.Count,
                MediaType = layer.MediaType.Length > 0 ? layer.MediaType : LayerCompression.MediaTypeOf(packing),
                IsUsable = isWhole || _files.Count > 0,
                IsWhole = isWhole,
                Result = new LayerResult
                {
                    DiffId = diffId ?? actualDiffId ?? digest,
                    UnpackedSize = unpacked.Count,
                    Files = _files.Build(),
                    Facts = _sink.Facts,
                    Gaps = _sink.Gaps,
                },
            };
        }

        private HashingStream Unpack(Stream packed, HashingStream stored, Packing packing) =>
            new(LayerCompression.Open(packed, packing), Digests.AlgorithmOf(diffId), count => CheckSize(count, packing == Packing.None ? count : stored.Count));

        private async Task ReadEntriesAsync(HashingStream unpacked, CancellationToken cancellationToken)
        {
            var tar = new TarReader(unpacked, reader._budgets);
            while (await tar.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
            {
                CheckNames();
                if (Accept(item) is not { } entry)
                    continue;
                _sink.Entry = _files.Count;
                _files.Add(entry);
                if (entry.Type == EntryType.File)
                    await OfferAsync(entry, item, tar, cancellationToken).ConfigureAwait(false);
                else if (entry.Type == EntryType.HardLink)
                    NoteLink(entry);
            }
        }

        private void CheckNames()
        {
            var budgets = reader._budgets;
            if (_files.Count >= budgets.MaxEntries)
                throw new BudgetException($"The layer has more than {budgets.MaxEntries:N0} entries.");
            if (_files.NamesSize >= budgets.MaxNamesSize)
                throw new BudgetException($"The names of the layer's entries are longer than {budgets.MaxNamesSize:N0} bytes together.");
        }

        private void CheckSize(long unpacked, long stored)
        {
            var budgets = reader._budgets;
            if (unpacked > budgets.MaxLayerSize)
                throw new BudgetException($"The layer is larger than {budgets.MaxLayerSize:N0} bytes unpacked.");
            if (unpacked > FreeOfRatio && unpacked / Math.Max(stored, 1) > budgets.MaxCompressionRatio)
                throw new BudgetException($"The layer becomes more than {budgets.MaxCompressionRatio:N0} times larger when it is unpacked.");
        }

        // The entry in normal form; null for one that is left out.
        private LayerEntry? Accept(TarEntry item)
        {
            if (item.Name.Length > reader._budgets.MaxPathLength || item.LinkName.Length > reader._budgets.MaxPathLength)
            {
                _sink.Gap(GapCodes.Entry, null, $"An entry's name or link target is longer than {reader._budgets.MaxPathLength:N0} bytes; it is left out.");
                return null;
            }

            if (EntryPath.Normalise(item.Name.Span) is not { } path)
            {
                _sink.Gap(GapCodes.Entry, null, "An entry's name climbs out of the root ('..'); it is left out.");
                return null;
            }

            // The root itself, and volume labels and continuations of GNU tar that no layer needs.
            if (path.Length == 0 || (!item.IsKnownType && item.TypeFlag is 'V' or 'M'))
                return null;
            if (!item.IsKnownType)
            {
                _sink.Gap(GapCodes.Entry, path, $"The entry has a type that is not known ('{(char.IsAsciiLetterOrDigit(item.TypeFlag) ? item.TypeFlag : '?')}'); it is left out.");
                return null;
            }

            return Whiteout.Of(path, new LayerEntry
            {
                Path = path,
                Type = item.Type,
                Mode = item.Mode,
                UserId = item.UserId,
                GroupId = item.GroupId,
                Size = item.Size,
                LinkTarget = LinkTargetOf(item),
                Capability = item.Capability,
            });
        }

        private static string LinkTargetOf(TarEntry item) => item.Type switch
        {
            EntryType.SymbolicLink => EntryPath.TextOf(item.LinkName.Span),
            // A hard link names another entry, so its target has the form of a path; one that climbs names nothing.
            EntryType.HardLink => EntryPath.Normalise(item.LinkName.Span) ?? "",
            _ => "",
        };

        private async ValueTask OfferAsync(LayerEntry entry, TarEntry item, TarReader tar, CancellationToken cancellationToken)
        {
            _interested.Clear();
            reader._interests.Find(entry, _interested);
            if (_interested.Count == 0)
                return;
            // A hole costs nothing to store: the file must not cost more to read than its archive does.
            if (item.IsSparse && item.Size - item.StoredSize > FreeOfRatio)
            {
                _sink.Gap(GapCodes.Opaque, entry.Path, "The sparse file is not read: nearly all of it are holes.");
                return;
            }

            await new Offer(reader, _sink, entry, _interested).ReadAsync(tar, cancellationToken).ConfigureAwait(false);
        }

        // A hard link has no content of its own; if somebody asks for it, its target's content is needed under this name.
        private void NoteLink(LayerEntry entry)
        {
            _interested.Clear();
            reader._interests.Find(entry, _interested);
            _interested.RemoveAll(static i => i.Info.MaxFileSize is null);
            if (_interested.Count > 0 && entry.LinkTarget.Length > 0)
                _links.Add((entry, _sink.Entry));
        }

        // A second reading, only for layers whose links need it: images made by ostree are full of them.
        // The source may answer with other bytes than before, so they are held to the same budgets and to the same digest.
        private async Task FollowLinksAsync(string verifiedDiffId, CancellationToken cancellationToken)
        {
            var wanted = _links.ToLookup(static l => l.Link.LinkTarget, StringComparer.Ordinal);
            try
            {
                var source = await layer.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using var _ = source.ConfigureAwait(false);
                using var stored = new HashingStream(source, Digests.AlgorithmOf(layer.Digest));
                var (packed, packing) = await LayerCompression.PeekAsync(stored, cancellationToken).ConfigureAwait(false);
                using var unpacked = Unpack(packed, stored, packing);
                var tar = new TarReader(unpacked, reader._budgets);
                while (await tar.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
                {
                    if (item.Type == EntryType.File && EntryPath.Normalise(item.Name.Span) is { } path && wanted.Contains(path))
                        await OfferLinkedAsync([.. wanted[path]], item, tar, cancellationToken).ConfigureAwait(false);
                }

                await DrainAsync(unpacked, cancellationToken).ConfigureAwait(false);
                if (unpacked.Digest() != verifiedDiffId)
                    throw new IOException("The layer's bytes are not those of a moment ago: something changed them while the image was read. Try again.");
            }
            catch (Exception exception) when (exception is InvalidDataException or ZstdSharp.ZstdException)
            {
                throw new IOException("The layer cannot be read a second time: something changed it while the image was read. Try again.", exception);
            }
        }

        private async Task OfferLinkedAsync(IReadOnlyList<(LayerEntry Link, int Index)> links, TarEntry item, TarReader tar, CancellationToken cancellationToken)
        {
            if (item.Size > reader._buffers.Size || item.IsSparse)
                return;
            using var content = await WholeFile.ReadAsync(tar, (int)item.Size, reader._buffers, cancellationToken).ConfigureAwait(false);
            foreach (var (link, index) in links)
            {
                _sink.Entry = index;
                _interested.Clear();
                reader._interests.Find(link, _interested);
                var entry = new LayerEntry { Path = link.Path, Type = EntryType.File, Mode = link.Mode, UserId = link.UserId, GroupId = link.GroupId, Size = item.Size, Capability = link.Capability };
                foreach (var inspector in _interested.Where(i => i.Info.MaxFileSize >= item.Size))
                    Inspect(inspector, entry, content.Bytes, _sink);
            }
        }

        // What stands after the end of the archive belongs to the digest too.
        private static async Task DrainAsync(HashingStream stream, CancellationToken cancellationToken)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
            try
            {
                while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
                {
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>One file and those who asked for it: it is read once, piece by piece for some and as a whole for others.</summary>
    private sealed class Offer(LayerReader reader, LayerSink sink, LayerEntry entry, List<Inspector> interested)
    {
        private readonly List<Inspector> _whole = [];
        private readonly List<(Inspector Inspector, ContentScanner Scanner)> _scanners = [];

        public async ValueTask ReadAsync(TarReader tar, CancellationToken cancellationToken)
        {
            foreach (var inspector in interested)
                Divide(inspector);
            if (_whole.Count > 0)
                await ReadWholeAsync(tar, cancellationToken).ConfigureAwait(false);
            else if (_scanners.Count > 0)
                await ReadPiecesAsync(tar, cancellationToken).ConfigureAwait(false);
        }

        private void Divide(Inspector inspector)
        {
            var limit = Math.Min(inspector.Info.MaxFileSize ?? long.MaxValue, reader._buffers.Size);
            if (inspector.Info.MaxFileSize is null && inspector.Scan(entry, sink) is { } scanner)
                _scanners.Add((inspector, scanner));
            else if (inspector.Info.MaxFileSize is null)
                return;
            else if (entry.Size <= limit)
                _whole.Add(inspector);
            else
                sink.Gap(inspector.Info.GapCode, entry.Path, $"The file has {entry.Size:N0} bytes, more than the {limit:N0} that '{inspector.Info.Name}' reads.");
        }

        private async ValueTask ReadWholeAsync(TarReader tar, CancellationToken cancellationToken)
        {
            using var content = await WholeFile.ReadAsync(tar, (int)entry.Size, reader._buffers, cancellationToken).ConfigureAwait(false);
            Read(content.Bytes.Span);
            Complete();
            foreach (var inspector in _whole)
                Inspect(inspector, entry, content.Bytes, sink);
        }

        private async ValueTask ReadPiecesAsync(TarReader tar, CancellationToken cancellationToken)
        {
            while (await tar.ReadAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } bytes)
                Read(bytes.Span);
            Complete();
        }

#pragma warning disable CA1031 // As with whole files: whatever one of them throws on hostile bytes ends its own work only, and the file becomes a gap.
        private void Read(ReadOnlySpan<byte> bytes)
        {
            for (var i = 0; i < _scanners.Count; i++)
            {
                try
                {
                    _scanners[i].Scanner.Read(bytes);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    GiveUp(i--, exception);
                }
            }
        }

        private void Complete()
        {
            for (var i = 0; i < _scanners.Count; i++)
            {
                try
                {
                    _scanners[i].Scanner.Complete();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    GiveUp(i--, exception);
                }
            }
        }
#pragma warning restore CA1031

        private void GiveUp(int index, Exception exception)
        {
            var info = _scanners[index].Inspector.Info;
            _scanners.RemoveAt(index);
            sink.Gap(info.GapCode, entry.Path, $"'{info.Name}' cannot read the file: {exception.Message}");
        }
    }
}
