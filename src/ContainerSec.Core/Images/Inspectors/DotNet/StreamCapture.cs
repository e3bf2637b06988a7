namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>A part of a stream that is kept while the stream goes by. It is asked for before it comes.</summary>
internal sealed class StreamCapture(long start, long length)
{
    private byte[] _bytes = [];
    private int _filled;

    public long Start => start;

    /// <summary>What was kept; shorter than asked for when the stream ended before.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _filled);

    public bool IsComplete => _filled == length;

    /// <summary>Takes what the window shows of the part.</summary>
    public void Fill(StreamWindow window)
    {
        var next = start + _filled;
        if (IsComplete || next < window.Start || next >= window.End)
            return;
        var count = (int)Math.Min(length - _filled, window.End - next);
        // Room is made as bytes come: a length that lies costs nothing.
        if (_filled + count > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(length, Math.Max(_filled + count, _bytes.Length * 2L)));
        window.Bytes.Slice((int)(next - window.Start), count).CopyTo(_bytes.AsSpan(_filled));
        _filled += count;
    }
}
