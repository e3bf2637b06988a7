using System.Buffers;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Shows a stream of bytes through a window that moves on in large steps and keeps a little of what it showed before, so that nothing is cut apart at a border.</summary>
internal sealed class StreamWindow
{
    /// <summary>Bytes that stay in the window when it moves on.</summary>
    public const int Overlap = 256;

    private const int Capacity = 64 << 10;

    private byte[] _buffer = [];
    private int _length;

    /// <summary>The place in the stream of the first byte of <see cref="Bytes"/>.</summary>
    public long Start { get; private set; }

    /// <summary>What is seen now.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>The place in the stream after the last byte of <see cref="Bytes"/>.</summary>
    public long End => Start + _length;

    public bool IsFull => _length == Capacity;

    /// <summary>Takes as many bytes as there is room for; a full window moves on before.</summary>
    /// <returns>How many were taken.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
        if (IsFull)
        {
            _buffer.AsSpan(_length - Overlap, Overlap).CopyTo(_buffer);
            Start += _length - Overlap;
            _length = Overlap;
        }

        var taken = Math.Min(bytes.Length, Capacity - _length);
        bytes[..taken].CopyTo(_buffer.AsSpan(_length));
        _length += taken;
        return taken;
    }

    /// <summary>Gives the memory back; the window shows nothing afterwards.</summary>
    public void Close()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }
}
