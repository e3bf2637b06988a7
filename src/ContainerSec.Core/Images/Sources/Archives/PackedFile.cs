using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that is packed as a whole, unpacked while it is read, as far as the budgets allow.</summary>
internal sealed class PackedFile(Stream file, Stream unpacked, InspectionBudgets budgets) : ReadOnlyStream
{
    // Below this many unpacked bytes the ratio says nothing.
    private const long FreeOfRatio = 64L << 20;

    private long _count;

    /// <summary>What opens the file from its start.</summary>
    public static Func<CancellationToken, Task<Stream>> Opener(string path, Packing packing, InspectionBudgets budgets) => _ =>
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 << 10);
        return Task.FromResult<Stream>(new PackedFile(file, LayerCompression.Open(file, packing), budgets));
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
        if (_count > FreeOfRatio && _count / Math.Max(file.Position, 1) > budgets.MaxCompressionRatio)
            throw new BudgetException($"The archive becomes more than {budgets.MaxCompressionRatio:N0} times larger when it is unpacked.");
        return count;
    }
}
