using System.Text;

namespace ContainerSec.Images.Inspection;

/// <summary>Reads what <see cref="CompactWriter"/> wrote. A cache may be shared with others: nothing is believed, and no more memory is taken than the bytes account for.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<string> _texts = [];
    private int _at;

    public readonly bool IsAtEnd => _at >= _bytes.Length;

    /// <exception cref="InvalidDataException">It is above the limit.</exception>
    public int Number(int limit)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (IsAtEnd)
                throw new InvalidDataException();
            var next = _bytes[_at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return value <= (uint)limit ? (int)value : throw new InvalidDataException();
        }

        throw new InvalidDataException();
    }

    public string? Text()
    {
        switch (Number(_texts.Count + 1))
        {
            case 0:
                return null;
            case 1:
                var length = Number(_bytes.Length - _at);
                // The number itself took bytes.
                if (length > _bytes.Length - _at)
                    throw new InvalidDataException();
                var text = Encoding.UTF8.GetString(_bytes.Slice(_at, length));
                _at += length;
                _texts.Add(text);
                return text;
            case var known:
                return _texts[known - 2];
        }
    }

    public IReadOnlyList<string>? Texts()
    {
        // Each text takes a byte at least.
        var count = Number(_bytes.Length - _at + 1) - 1;
        if (count < 0)
            return null;
        if (count > _bytes.Length - _at)
            throw new InvalidDataException();
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = Text() ?? throw new InvalidDataException();
        return texts;
    }
}
