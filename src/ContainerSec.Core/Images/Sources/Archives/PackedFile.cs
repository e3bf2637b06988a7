using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that is perhaps packed as a whole, unpacked while it is read, as far as the budgets allow.</summary>
internal sealed class PackedFile(CountingStream file, Stream unpacked, InspectionBudgets budgets) : ReadOnlyStream
{
    // Below this many unpacked bytes the ratio says nothing.
    private const long FreeOfRatio = 64L << 20;

    private long _count;

    /// <summary>What opens a file from its start.</summary>
    public static Func<CancellationToken, Task<Stream>> Opener(string path, InspectionBudgets budgets) =>
        Opener(_ => Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 << 10)), budgets);

    /// <summary>What opens an archive from its start; how it is packed is seen each time.</summary>
    public static Func<CancellationToken, Task<Stream>> Opener(Func<CancellationToken, Task<Stream>> open, InspectionBudgets budgets) => async cancellationToken =>
    {
        var file = new CountingStream(await open(cancellationToken).ConfigureAwait(false));
        var (packed, packing) = await LayerCompression.PeekAsync(file, cancellationToken).ConfigureAwait(false);
        if (packing == Packing.Unknown)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw new InvalidDataException("it is packed in a way that is not read; pack it with gzip or zstd.");
        }

        return new PackedFile(file, LayerCompression.Open(packed, packing), budgets);
    };

    public override int Read(Span<byte> buffer) => Take(unpacked.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Take(await unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(int count)
    {
        _count += count;
        // All layers stand in it, so it may be larger than one.
        if (_count / 4 > budgets.MaxLayerSize)
            throw new BudgetException($"The archive is larger than four layers of {budgets.MaxLayerSize:N0} bytes.");
        if (_count > FreeOfRatio && _count / Math.Max(file.Count, 1) > budgets.MaxCompressionRatio)
            throw new BudgetException($"The archive becomes more than {budgets.MaxCompressionRatio:N0} times larger when it is unpacked.");
        return count;
    }
}
