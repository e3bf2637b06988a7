using System.Globalization;
using System.Text;

namespace ContainerSec.Images.Layers;

/// <summary>Reads an archive entry by entry, once, from start to end.</summary>
/// <remarks>
/// ustar and pax: POSIX pax(1). GNU: the tar manual, "Basic Tar Format" and "Storing Sparse Files". Version 7 has no magic.
/// Contents are read from the buffer that the stream fills: no copy is made of what nobody holds.
/// </remarks>
internal sealed class TarReader(Stream stream, InspectionBudgets budgets)
{
    private const int BlockSize = 512;
    private static readonly byte[] Zeros = new byte[64 << 10];

    private readonly byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;
    private PaxRecords? _global;
    private TarEntry? _entry;
    private List<(long Offset, long Length)>? _sparse;
    private int _sparseIndex;
    private long _position;
    private long _stored;
    private long _padding;
    private long _taken;

    /// <summary>Where the content of the entry that was read last begins, in bytes from where the stream was at first.</summary>
    public long ContentOffset { get; private set; }

    /// <summary>Goes to the next entry, past what was not read of the last one; null at the end of the archive.</summary>
    /// <exception cref="InvalidDataException">A header is damaged.</exception>
    /// <exception cref="EndOfStreamException">The archive breaks off.</exception>
    public async ValueTask<TarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        await SkipAsync(_stored + _padding, cancellationToken).ConfigureAwait(false);
        (_stored, _padding, _sparse) = (0, 0, null);
        PaxRecords? pax = null;
        ReadOnlyMemory<byte>? longName = null, longLink = null;
        var headers = 0L;
        while (true)
        {
            var available = await FillAsync(BlockSize, cancellationToken).ConfigureAwait(false);
            // Many writers leave out the two blocks of zeros at the end.
            if (available == 0)
                return null;
            if (available < BlockSize)
                throw new EndOfStreamException("The archive breaks off within a header.");
            var header = TarHeader.Read(_buffer.AsSpan(_start, BlockSize));
            if (header is null)
                return null;
            _start += BlockSize;
            if (!header.IsExtension)
                return _entry = await BeginAsync(header, pax is null ? _global : pax.Over(_global), longName, longLink, cancellationToken).ConfigureAwait(false);
            headers += header.Size;
            if (headers > budgets.MaxHeaderSize)
                throw new InvalidDataException($"Extended headers of an entry are larger than {budgets.MaxHeaderSize:N0} bytes.");
            var content = await ReadBlocksAsync((int)header.Size, cancellationToken).ConfigureAwait(false);
            switch (header.TypeFlag)
            {
                case 'g': _global = PaxRecords.Read(content).Over(_global); break;
                case 'x' or 'X': pax = PaxRecords.Read(content).Over(pax); break;
                case 'L': longName = TarHeader.UntilZero(content); break;
                case 'K': longLink = TarHeader.UntilZero(content); break;
            }
        }
    }

    /// <summary>The next bytes of the entry's content, valid until the next call; empty at its end. Holes of a sparse file are zeros.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_sparse is null)
            return await ReadStoredAsync(_stored, cancellationToken).ConfigureAwait(false);
        while (_sparseIndex < _sparse.Count)
        {
            var (offset, length) = _sparse[_sparseIndex];
            if (_position < offset)
                return Hole(offset);
            if (_position < offset + length)
            {
                var bytes = await ReadStoredAsync(Math.Min(_stored, offset + length - _position), cancellationToken).ConfigureAwait(false);
                if (bytes.IsEmpty)
                    throw new InvalidDataException("A sparse file has less content than its map says.");
                _position += bytes.Length;
                return bytes;
            }

            _sparseIndex++;
        }

        return Hole(_entry!.Size);
    }

    private ReadOnlyMemory<byte> Hole(long end)
    {
        var length = (int)Math.Min(Zeros.Length, end - _position);
        _position += length;
        return Zeros.AsMemory(0, length);
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadStoredAsync(long wanted, CancellationToken cancellationToken)
    {
        if (wanted == 0)
            return default;
        if (_start == _end && await FillAsync(1, cancellationToken).ConfigureAwait(false) == 0)
            throw new EndOfStreamException("The archive breaks off within a file.");
        var length = (int)Math.Min(wanted, _end - _start);
        var bytes = _buffer.AsMemory(_start, length);
        _start += length;
        _stored -= length;
        return bytes;
    }

    private async ValueTask<TarEntry> BeginAsync(TarHeader header, PaxRecords? pax, ReadOnlyMemory<byte>? longName, ReadOnlyMemory<byte>? longLink, CancellationToken cancellationToken)
    {
        // The size of the pax header counts: the ustar field has room for 8 GiB only.
        var stored = pax?.Size ?? header.Size;
        var name = pax?.SparseName ?? pax?.Path ?? longName ?? header.Name;
        var type = header.TypeAs(name.Span);
        if (header.HasNoContent(type))
            stored = 0;
        (_stored, _padding) = (stored, (BlockSize - (stored % BlockSize)) % BlockSize);
        ContentOffset = _taken - (_end - _start);
        var size = stored;
        if (header.TypeFlag == 'S')
        {
            _sparse = [.. header.SparseMap];
            size = header.RealSize;
            if (header.IsSparseMapContinued)
                await ReadOldMapAsync(_sparse, cancellationToken).ConfigureAwait(false);
        }
        else if (pax is { SparseSize: { } real })
        {
            size = real;
            _sparse = pax.SparseMap ?? (pax.HasMapInContent ? await ReadMapInContentAsync(cancellationToken).ConfigureAwait(false) : null);
        }

        if (_sparse is not null)
        {
            CheckMap(_sparse, size);
            (_position, _sparseIndex) = (0, 0);
        }

        return new TarEntry
        {
            Name = name,
            LinkName = pax?.LinkPath ?? longLink ?? header.LinkName,
            Type = type,
            TypeFlag = header.TypeFlag,
            IsKnownType = header.IsKnownType,
            Mode = header.Mode,
            UserId = pax?.UserId ?? header.UserId,
            GroupId = pax?.GroupId ?? header.GroupId,
            Size = size,
            StoredSize = _stored,
            Capability = pax?.Capability ?? default,
            IsSparse = _sparse is not null,
        };
    }

    // A map that lies could make a reader wait for bytes that never come or jump back.
    private static void CheckMap(List<(long Offset, long Length)> map, long size)
    {
        var end = 0L;
        foreach (var (offset, length) in map)
        {
            if (offset < end || length < 0 || offset > size || length > size - offset)
                throw new InvalidDataException("The map of a sparse file is malformed.");
            end = offset + length;
        }
    }

    // The old GNU format: 21 more pairs a block, after the header.
    private async ValueTask ReadOldMapAsync(List<(long Offset, long Length)> map, CancellationToken cancellationToken)
    {
        for (var isContinued = true; isContinued;)
        {
            if (map.Count * 24 > budgets.MaxHeaderSize)
                throw new InvalidDataException($"The map of a sparse file is larger than {budgets.MaxHeaderSize:N0} bytes.");
            if (await FillAsync(BlockSize, cancellationToken).ConfigureAwait(false) < BlockSize)
                throw new EndOfStreamException("The archive breaks off within the map of a sparse file.");
            isContinued = TarHeader.ReadSparsePairs(_buffer.AsSpan(_start, BlockSize), first: 0, count: 21, map) && _buffer[_start + 504] != 0;
            _start += BlockSize;
        }
    }

    // Format 1.0: decimal numbers, a line each: how many pairs, then offset and length of each; filled up to a block.
    private async ValueTask<List<(long Offset, long Length)>> ReadMapInContentAsync(CancellationToken cancellationToken)
    {
        var numbers = new List<long>();
        var text = new StringBuilder();
        for (var isComplete = false; !isComplete;)
        {
            if (numbers.Count * 8 > budgets.MaxHeaderSize)
                throw new InvalidDataException($"The map of a sparse file is larger than {budgets.MaxHeaderSize:N0} bytes.");
            if (_stored < BlockSize || await FillAsync(BlockSize, cancellationToken).ConfigureAwait(false) < BlockSize)
                throw new InvalidDataException("The map of a sparse file breaks off.");
            for (var i = 0; i < BlockSize && !isComplete; i++)
            {
                var c = (char)_buffer[_start + i];
                if (c != '\n')
                {
                    text.Append(text.Length < 20 ? c : throw new InvalidDataException("The map of a sparse file is malformed."));
                    continue;
                }

                if (!long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (numbers.Count == 0 && number > budgets.MaxHeaderSize))
                    throw new InvalidDataException("The map of a sparse file is malformed.");
                numbers.Add(number);
                text.Clear();
                isComplete = numbers.Count == 1 + (2 * numbers[0]);
            }

            _start += BlockSize;
            _stored -= BlockSize;
        }

        var map = new List<(long Offset, long Length)>();
        for (var i = 1; i < numbers.Count; i += 2)
            map.Add((numbers[i], numbers[i + 1]));
        return map;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadBlocksAsync(int size, CancellationToken cancellationToken)
    {
        var content = new byte[size];
        var read = 0;
        while (read < size)
        {
            var available = await FillAsync(1, cancellationToken).ConfigureAwait(false);
            if (available == 0)
                throw new EndOfStreamException("The archive breaks off within an extended header.");
            var length = Math.Min(available, size - read);
            _buffer.AsSpan(_start, length).CopyTo(content.AsSpan(read));
            _start += length;
            read += length;
        }

        await SkipAsync((BlockSize - (size % BlockSize)) % BlockSize, cancellationToken).ConfigureAwait(false);
        return content;
    }

    private async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && count > _end - _start)
        {
            Seek(count - (_end - _start));
            return;
        }

        while (count > 0)
        {
            var available = await FillAsync(1, cancellationToken).ConfigureAwait(false);
            if (available == 0)
                throw new EndOfStreamException("The archive breaks off within a file.");
            var length = (int)Math.Min(available, count);
            _start += length;
            count -= length;
        }
    }

    // A file is not read where nobody looks.
    private void Seek(long count)
    {
        if (count > stream.Length - stream.Position)
            throw new EndOfStreamException("The archive breaks off within a file.");
        stream.Seek(count, SeekOrigin.Current);
        _taken += count;
        (_start, _end) = (0, 0);
    }

    // At least so many bytes in one piece, fewer only at the end of the stream.
    private async ValueTask<int> FillAsync(int wanted, CancellationToken cancellationToken)
    {
        if (_end - _start >= wanted)
            return _end - _start;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_start + wanted > _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < wanted)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            _end += read;
            _taken += read;
        }

        return _end - _start;
    }
}
