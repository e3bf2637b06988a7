namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Tells by its first four bytes, which may come one by one, whether a file is a program.</summary>
internal sealed class ProgramHead
{
    private readonly byte[] _bytes = new byte[4];
    private int _count;
    private bool? _isProgram;

    /// <summary>Takes the next bytes.</summary>
    /// <returns>Whether the file is ELF, PE or Mach-O; null as long as that cannot be told.</returns>
    public bool? Take(ReadOnlySpan<byte> bytes)
    {
        if (_isProgram is not null)
            return _isProgram;
        var taken = Math.Min(bytes.Length, _bytes.Length - _count);
        bytes[..taken].CopyTo(_bytes.AsSpan(_count));
        _count += taken;
        if (_count == _bytes.Length)
            _isProgram = _bytes is [0x7f, (byte)'E', (byte)'L', (byte)'F'] or [(byte)'M', (byte)'Z', _, _] or [0xce or 0xcf, 0xfa, 0xed, 0xfe] or [0xca, 0xfe, 0xba, 0xbe];
        return _isProgram;
    }
}
