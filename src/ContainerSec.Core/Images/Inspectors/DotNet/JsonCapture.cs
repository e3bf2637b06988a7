namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>A JSON object in a stream, kept from its first brace to the one that closes it.</summary>
internal sealed class JsonCapture(long start, int limit)
{
    private byte[] _bytes = [];
    private int _length;
    private int _depth;
    private bool _isInText;
    private bool _isEscaped;

    /// <summary>The place of the first brace in the stream.</summary>
    public long Start => start;

    /// <summary>The place after the last byte that was taken.</summary>
    public long End => start + _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Whether the brace that closes it was seen.</summary>
    public bool IsComplete => _length > 0 && _depth == 0;

    /// <summary>Whether it grew too large, or what comes is no text.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Takes bytes up to the end of the object.</summary>
    /// <returns>How many were taken.</returns>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && !IsGivenUp)
        {
            var b = bytes[count++];
            if (_isEscaped)
                _isEscaped = false;
            else if (_isInText)
                (_isEscaped, _isInText) = (b == '\\', b != '"');
            else if (b == '"')
                _isInText = true;
            else if (b is (byte)'{' or (byte)'[')
                _depth++;
            else if (b is (byte)'}' or (byte)']' && --_depth == 0)
                break;
            IsGivenUp = b == 0 || _depth > 64;
        }

        Keep(bytes[..count]);
        return count;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > limit)
        {
            IsGivenUp = true;
            return;
        }

        if (_length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(limit, Math.Max(_length + bytes.Length, _bytes.Length * 2)));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
