using System.Buffers;

namespace ContainerSec.Images.Layers;

/// <summary>The content of a file that is held in memory as a whole, within the budget for that.</summary>
internal sealed class WholeFile : IDisposable
{
    // The pool keeps what it lends, in powers of two: it is for the many small files.
    private const int LargestPooled = 1 << 20;

    private readonly BufferBudget _budget;
    private readonly byte[] _buffer;

    private WholeFile(BufferBudget budget, byte[] buffer, int length) => (_budget, _buffer, Bytes) = (budget, buffer, buffer.AsMemory(0, length));

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads the current entry, waiting until there is room for it.</summary>
    public static async ValueTask<WholeFile> ReadAsync(TarReader tar, int size, BufferBudget budget, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(size, cancellationToken).ConfigureAwait(false);
        var buffer = size <= LargestPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        var file = new WholeFile(budget, buffer, size);
        try
        {
            var read = 0;
            while (await tar.ReadAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } bytes)
            {
                bytes.Span.CopyTo(buffer.AsSpan(read));
                read += bytes.Length;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0 && Bytes.Length <= LargestPooled)
            ArrayPool<byte>.Shared.Return(_buffer);
        _budget.Return(Bytes.Length);
    }
}
