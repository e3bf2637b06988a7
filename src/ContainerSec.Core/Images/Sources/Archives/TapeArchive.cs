using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that can only be read forwards, like a tape: packed as a whole, or sent by an engine.</summary>
/// <remarks>
/// Nothing of it is kept but small documents. One pass finds what there is; layers are then read one after the other as the tape goes by,
/// in the order of the archive when all are wanted, so that two passes suffice. A layer that is wanted after the tape has passed it costs one more.
/// </remarks>
/// <param name="name">For messages.</param>
/// <param name="open">Opens the archive from its start, unpacked.</param>
internal sealed class TapeArchive(string name, Func<CancellationToken, Task<Stream>> open) : ImageArchive
{
    private const int MaxKept = 32 << 20;

    private readonly Dictionary<int, byte[]> _documents = [];
    private readonly Lock _lock = new();
    private readonly List<(int Ordinal, TaskCompletionSource Turn)> _waiting = [];
    private int _kept;
    private bool _isTaken;
    private Stream? _stream;
    private TarReader? _tar;
    private int _next;
    private InspectionBudgets _budgets = InspectionBudgets.Default;

    public override string Name => name;

    public override bool IsSequential => true;

    public override async Task<Stream> OpenAsync(ArchiveMember member, CancellationToken cancellationToken)
    {
        if (_documents.TryGetValue(member.Ordinal, out var bytes))
            return new MemoryStream(bytes, writable: false);
        await TakeTurnAsync(member.Ordinal, cancellationToken).ConfigureAwait(false);
        try
        {
            await WindAsync(member, cancellationToken).ConfigureAwait(false);
            return new TapeSection(_tar!, GiveTurn);
        }
        catch (Exception exception)
        {
            await RewindAsync().ConfigureAwait(false);
            GiveTurn();
            if (exception is InvalidDataException or EndOfStreamException or BudgetException or ZstdSharp.ZstdException)
                throw new IOException($"{name} cannot be read a second time: {exception.Message}", exception);
            throw;
        }
    }

    public override async ValueTask DisposeAsync() => await RewindAsync().ConfigureAwait(false);

    protected override async Task IndexAsync(InspectionBudgets budgets, CancellationToken cancellationToken)
    {
        _budgets = budgets;
        var stream = await open(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var tar = new TarReader(stream, budgets);
        await IndexAsync(tar, budgets, member => KeepAsync(tar, member, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // Manifests and configurations are JSON, layers are not.
    private async ValueTask KeepAsync(TarReader tar, ArchiveMember member, CancellationToken cancellationToken)
    {
        if (member.Size == 0 || member.Size > Math.Min(_budgets.MaxManifestSize, MaxKept - _kept))
            return;
        var piece = await tar.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (piece.Span[0] is not ((byte)'{' or (byte)'['))
            return;
        var bytes = new byte[member.Size];
        for (var read = 0; ; piece = await tar.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            piece.Span.CopyTo(bytes.AsSpan(read));
            read += piece.Length;
            if (read == bytes.Length)
                break;
        }

        _documents[member.Ordinal] = bytes;
        _kept += bytes.Length;
    }

    private async Task WindAsync(ArchiveMember member, CancellationToken cancellationToken)
    {
        if (_tar is null || _next > member.Ordinal)
        {
            await RewindAsync().ConfigureAwait(false);
            _stream = await open(cancellationToken).ConfigureAwait(false);
            _tar = new TarReader(_stream, _budgets);
        }

        TarEntry? entry = null;
        for (; _next <= member.Ordinal; _next++)
        {
            entry = await _tar.NextAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"{name} has changed while it was read; try again.");
        }

        if (entry is null || entry.Size != member.Size || EntryPath.Normalise(entry.Name.Span) != member.Name)
            throw new IOException($"{name} has changed while it was read; try again.");
    }

    private async ValueTask RewindAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync().ConfigureAwait(false);
        (_stream, _tar, _next) = (null, null, 0);
    }

    private async Task TakeTurnAsync(int ordinal, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            _waiting.Add((ordinal, turn));
        }

        var cancellation = cancellationToken.Register(() =>
        {
            lock (_lock)
            {
                if (_waiting.RemoveAll(w => w.Turn == turn) > 0)
                    turn.SetCanceled(cancellationToken);
            }
        });
        await using var _ = cancellation.ConfigureAwait(false);
        await turn.Task.ConfigureAwait(false);
    }

    // To who needs the tape wound least.
    private void GiveTurn()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isTaken = false;
                return;
            }

            var ahead = _waiting.Where(w => w.Ordinal >= _next).DefaultIfEmpty(_waiting.MinBy(static w => w.Ordinal)).MinBy(static w => w.Ordinal);
            _waiting.Remove(ahead);
            ahead.Turn.SetResult();
        }
    }

    /// <summary>The entry that goes by. Who has read it to its end, or closes it, gives the tape to the next.</summary>
    private sealed class TapeSection(TarReader tar, Action done) : ReadOnlyStream
    {
        private TarReader? _tar = tar;
        private ReadOnlyMemory<byte> _piece;

        public override int Read(Span<byte> buffer)
        {
            if (_piece.IsEmpty && _tar is not null)
                _piece = _tar.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return Take(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_piece.IsEmpty && _tar is not null)
                _piece = await _tar.ReadAsync(cancellationToken).ConfigureAwait(false);
            return Take(buffer.Span);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Finish();
            base.Dispose(disposing);
        }

        private int Take(Span<byte> buffer)
        {
            if (_piece.IsEmpty && !buffer.IsEmpty)
                Finish();
            var count = Math.Min(buffer.Length, _piece.Length);
            _piece.Span[..count].CopyTo(buffer);
            _piece = _piece[count..];
            return count;
        }

        private void Finish()
        {
            if (_tar is null)
                return;
            (_tar, _piece) = (null, default);
            done();
        }
    }
}
