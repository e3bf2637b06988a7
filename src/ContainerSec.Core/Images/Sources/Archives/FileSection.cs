using ContainerSec.Images.Layers;
using Microsoft.Win32.SafeHandles;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>A section of a file that several read at the same time.</summary>
internal sealed class FileSection(SafeFileHandle file, long offset, long size) : ReadOnlyStream
{
    private long _offset = offset;
    private long _left = size;

    public override int Read(Span<byte> buffer) => Take(RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, _left)], _offset));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Take(await RandomAccess.ReadAsync(file, buffer[..(int)Math.Min(buffer.Length, _left)], _offset, cancellationToken).ConfigureAwait(false));

    private int Take(int count)
    {
        _offset += count;
        _left -= count;
        return count;
    }
}
