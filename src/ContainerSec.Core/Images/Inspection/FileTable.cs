using System.Runtime.InteropServices;
using System.Text;

namespace ContainerSec.Images.Inspection;

/// <summary>All entries of one layer, in the order of the archive: a block of records and a block of names, kept and read back as they are.</summary>
internal sealed class FileTable
{
    private readonly ReadOnlyMemory<FileRecord> _records;
    private readonly ReadOnlyMemory<byte> _names;

    public FileTable(ReadOnlyMemory<FileRecord> records, ReadOnlyMemory<byte> names) => (_records, _names) = (records, names);

    public int Count => _records.Length;

    public ReadOnlySpan<FileRecord> Records => _records.Span;

    public ReadOnlySpan<byte> Names => _names.Span;

    /// <summary>The path as UTF-8, <see cref="LayerEntry.Path"/>.</summary>
    public ReadOnlySpan<byte> PathOf(int index)
    {
        ref readonly var record = ref _records.Span[index];
        return _names.Span.Slice(record.NameStart, record.PathLength);
    }

    /// <summary>The target of a link as UTF-8; empty for others.</summary>
    public ReadOnlySpan<byte> LinkTargetOf(int index)
    {
        ref readonly var record = ref _records.Span[index];
        return _names.Span.Slice(record.NameStart + record.PathLength, record.LinkLength);
    }

    /// <summary>The attribute <c>security.capability</c>; empty when it has none.</summary>
    public ReadOnlySpan<byte> CapabilityOf(int index)
    {
        ref readonly var record = ref _records.Span[index];
        return _names.Span.Slice(record.NameStart + record.PathLength + record.LinkLength, record.CapabilityLength);
    }

    /// <summary>Collects entries while a layer is read.</summary>
    public sealed class Builder
    {
        private readonly List<FileRecord> _records = [];
        private byte[] _names = new byte[4096];
        private int _used;

        public int Count => _records.Count;

        public int NamesSize => _used;

        public void Add(LayerEntry entry)
        {
            var start = _used;
            var path = Append(entry.Path);
            var link = Append(entry.LinkTarget);
            var capability = (byte)Math.Min(entry.Capability.Length, byte.MaxValue);
            Reserve(capability);
            entry.Capability.Span[..capability].CopyTo(_names.AsSpan(_used));
            _used += capability;
            _records.Add(new FileRecord
            {
                Size = entry.Size,
                NameStart = start,
                PathLength = path,
                LinkLength = link,
                UserId = Narrow(entry.UserId),
                GroupId = Narrow(entry.GroupId),
                Mode = (ushort)entry.Mode,
                Type = entry.Type,
                CapabilityLength = capability,
            });
        }

        public FileTable Build() => new(_records.ToArray(), _names.AsMemory(0, _used));

        // Ids of the kernel have 32 bits; what an archive says beyond is no id.
        private static uint Narrow(long id) => id is >= 0 and <= uint.MaxValue ? (uint)id : uint.MaxValue;

        private int Append(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Reserve(length);
            Encoding.UTF8.GetBytes(text, _names.AsSpan(_used));
            _used += length;
            return length;
        }

        private void Reserve(int length)
        {
            if (_used + length > _names.Length)
                Array.Resize(ref _names, Math.Max(_used + length, _names.Length * 2));
        }
    }
}

/// <summary>One entry of a layer; its name, link target and capability attribute follow one another in <see cref="FileTable.Names"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct FileRecord
{
    public long Size;
    public int NameStart;
    public int PathLength;
    public int LinkLength;
    public uint UserId;
    public uint GroupId;
    public ushort Mode;
    public EntryType Type;
    public byte CapabilityLength;
}
