using System.Buffers.Binary;
using System.Text;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The table of contents of a single-file application.</summary>
/// <remarks>
/// dotnet/designs, accepted/2020/single-file/bundler.md; dotnet/runtime, Microsoft.NET.HostModel/Bundle/Manifest.cs. It stands after the files:
/// version (two 32-bit numbers), count of files, an id; since version 2 offset and size of deps.json and runtimeconfig.json, and flags;
/// then of each file offset, size, since version 6 the compressed size, type and path. All little-endian, texts as BinaryWriter writes them.
/// </remarks>
internal sealed class BundleManifest
{
    private const int MaxFiles = 100_000;

    public uint Version { get; private init; }

    public List<BundleFile> Files { get; private init; } = [];

    /// <summary>Reads a manifest; null when the bytes are none.</summary>
    /// <param name="bytes">From the start of the manifest on; more may follow.</param>
    /// <param name="end">The place in the file where the manifest begins: bundled files lie before it.</param>
    public static BundleManifest? Read(ReadOnlySpan<byte> bytes, long end)
    {
        var reader = new Reader(bytes);
        var version = reader.UInt32();
        var minor = reader.UInt32();
        var count = (int)reader.UInt32();
        // 1 is that of .NET Core 3, 2 of .NET 5, 6 of .NET 6 and later.
        if (version is not (1 or 2 or 6) || minor != 0 || count is <= 0 or > MaxFiles || reader.Text().Length == 0)
            return null;
        if (version >= 2)
            reader.Skip(5 * sizeof(long));
        var files = new List<BundleFile>();
        for (var i = 0; i < count; i++)
        {
            var (offset, size) = (reader.Int64(), reader.Int64());
            var compressed = version >= 6 ? reader.Int64() : 0;
            var type = reader.Byte();
            var path = reader.Text();
            var stored = compressed > 0 ? compressed : size;
            if (reader.IsAtEnd || offset < 0 || size < 0 || compressed < 0 || stored > end || offset > end - stored || path.Length == 0)
                return null;
            files.Add(new BundleFile(path, offset, size, compressed, (BundleFileType)type));
        }

        return new BundleManifest { Version = version, Files = files };
    }

    /// <summary>Reads numbers and texts; past the end everything is zero and empty.</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        /// <summary>Whether more was asked for than there is.</summary>
        public bool IsAtEnd { get; private set; }

        public uint UInt32() => Take(sizeof(uint)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

        public long Int64() => Take(sizeof(long)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt64LittleEndian(taken) : 0;

        public byte Byte() => Take(1) is { IsEmpty: false } taken ? taken[0] : (byte)0;

        public void Skip(int count) => Take(count);

        // The length in one or two groups of seven bits, as the host reads it.
        public string Text()
        {
            int length = Byte();
            if (length >= 0x80)
                length = (length & 0x7F) | (Byte() << 7);
            return Encoding.UTF8.GetString(Take(length));
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                IsAtEnd = true;
                _rest = default;
                return default;
            }

            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}

/// <summary>A file in a bundle.</summary>
/// <param name="Path">Relative to the application.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">Bytes when unpacked.</param>
/// <param name="CompressedSize">Bytes as stored; 0 when it is not compressed.</param>
/// <param name="Type">What it is.</param>
internal sealed record BundleFile(string Path, long Offset, long Size, long CompressedSize, BundleFileType Type);

/// <summary>What a file in a bundle is.</summary>
internal enum BundleFileType : byte
{
    Unknown,
    Assembly,
    NativeBinary,
    DepsJson,
    RuntimeConfigJson,
    Symbols,
}
