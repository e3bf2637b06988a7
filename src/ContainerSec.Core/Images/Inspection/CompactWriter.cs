using System.Buffers;
using System.Text;

namespace ContainerSec.Images.Inspection;

/// <summary>Writes numbers of seven bits a byte, and each text once: where it comes again stands its number.</summary>
internal sealed class CompactWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Number(int value)
    {
        var rest = (uint)value;
        var span = _bytes.GetSpan(5);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
            span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    /// <summary>0 is none, 1 a text that stands here, anything above the number of one that stood before.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        if (_texts.TryGetValue(text, out var known))
        {
            Number(known + 2);
            return;
        }

        _texts.Add(text, _texts.Count);
        Number(1);
        Number(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    /// <summary>0 is no list, anything above a list with one less.</summary>
    public void Texts(IReadOnlyList<string>? texts)
    {
        Number(texts is null ? 0 : texts.Count + 1);
        foreach (var text in texts ?? [])
            Text(text);
    }
}
