namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Finds a short pattern in bytes that come in pieces.</summary>
internal sealed class StreamSearch(ReadOnlySpan<byte> pattern)
{
    private readonly byte[] _pattern = pattern.ToArray();

    // The end of the pieces before, shorter than the pattern by one; and room for as much of the next one.
    private readonly byte[] _bridge = new byte[2 * pattern.Length];
    private int _kept;

    /// <summary>Finds the first match that ends in these bytes. After one, the bytes behind it are the next to ask for.</summary>
    /// <param name="bytes">The next piece.</param>
    /// <param name="end">Where the match ends in it.</param>
    public bool Find(ReadOnlySpan<byte> bytes, out int end)
    {
        if (_kept > 0)
        {
            var joined = Join(bytes);
            var straddling = joined.IndexOf(_pattern);
            if (straddling >= 0)
            {
                end = straddling + _pattern.Length - _kept;
                _kept = 0;
                return true;
            }
        }

        var found = bytes.IndexOf(_pattern);
        end = found + _pattern.Length;
        if (found < 0)
            Keep(bytes);
        else
            _kept = 0;
        return found >= 0;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, _pattern.Length - 1);
        bytes[..length].CopyTo(_bridge.AsSpan(_kept));
        return _bridge.AsSpan(0, _kept + length);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var size = _pattern.Length - 1;
        if (bytes.Length >= size)
        {
            bytes[^size..].CopyTo(_bridge);
            _kept = size;
            return;
        }

        var joined = Join(bytes);
        var from = Math.Max(0, joined.Length - size);
        _kept = joined.Length - from;
        joined[from..].CopyTo(_bridge);
    }
}
