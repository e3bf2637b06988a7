namespace ContainerSec.Images.Layers;

/// <summary>Shares the memory for whole files between the layers that are read at the same time: who needs more than is left waits.</summary>
internal sealed class BufferBudget : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _returned = new(0);
    private readonly Lock _lock = new();
    private int _left;
    private bool _isWaiting;

    public BufferBudget(int size) => (Size, _left) = (size, size);

    /// <summary>The largest file that can be held.</summary>
    public int Size { get; }

    /// <summary>Takes so many bytes of the budget, at most <see cref="Size"/>.</summary>
    public async ValueTask TakeAsync(int count, CancellationToken cancellationToken)
    {
        // One at a time waits, so that a large file is not overtaken for ever by small ones.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!TryTake(count))
                await _returned.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Return(int count)
    {
        lock (_lock)
        {
            _left += count;
            if (!_isWaiting)
                return;
            _isWaiting = false;
        }

        _returned.Release();
    }

    public void Dispose()
    {
        _turn.Dispose();
        _returned.Dispose();
    }

    private bool TryTake(int count)
    {
        lock (_lock)
        {
            _isWaiting = _left < count;
            if (!_isWaiting)
                _left -= count;
            return !_isWaiting;
        }
    }
}
