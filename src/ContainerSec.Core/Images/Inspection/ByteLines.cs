namespace ContainerSec.Images.Inspection;

/// <summary>The lines of a text, without their ends, as bytes: nothing is copied or decoded.</summary>
internal ref struct ByteLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly ByteLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.EndsWith("\r"u8) ? line[..^1] : line;
        return true;
    }
}
