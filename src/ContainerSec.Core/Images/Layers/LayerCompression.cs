using System.IO.Compression;
using ContainerSec.Images.Oci;
using ZstdSharp;

namespace ContainerSec.Images.Layers;

/// <summary>How a layer is packed: what its first bytes say counts, not its media type, as engines do it too.</summary>
internal static class LayerCompression
{
    // How many first bytes tell the packing.
    private const int HeadSize = 6;

    /// <summary>Looks at the first bytes of a layer.</summary>
    /// <returns>All of its bytes, and how they are packed.</returns>
    public static async ValueTask<(Stream Packed, Packing Packing)> PeekAsync(Stream stored, CancellationToken cancellationToken)
    {
        var head = new byte[HeadSize];
        var length = await stored.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return (new PeekedStream(head.AsMemory(0, length), stored), Detect(head.AsSpan(0, length)));
    }

    /// <summary>Finds the packing by the first bytes.</summary>
    private static Packing Detect(ReadOnlySpan<byte> head)
    {
        return head switch
        {
            [0x1F, 0x8B, ..] => Packing.Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing.Zstandard,
            // A frame that is to be skipped; such ones stand in layers of zstd:chunked.
            [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => Packing.Zstandard,
            // xz, bzip2, lzma, lz4.
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] or [(byte)'B', (byte)'Z', (byte)'h', ..] or [0x5D, 0, 0, 0x80, ..] or [0x04, 0x22, 0x4D, 0x18, ..] => Packing.Unknown,
            _ => Packing.None,
        };
    }

    /// <summary>Unpacks.</summary>
    public static Stream Open(Stream packed, Packing packing) => packing switch
    {
        Packing.Gzip => new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true),
        Packing.Zstandard => OpenZstandard(packed),
        _ => packed,
    };

    // A frame says how far it looks back, and that much memory it costs: 64 MiB are the most.
    private static DecompressionStream OpenZstandard(Stream packed)
    {
        const int LargestWindow = 26;
        var unpacked = new DecompressionStream(packed, leaveOpen: true);
        unpacked.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindow);
        return unpacked;
    }

    /// <summary>The media type for a source that states none.</summary>
    public static string MediaTypeOf(Packing packing) => MediaTypes.OciLayerPrefix + packing switch
    {
        Packing.Gzip => "v1.tar+gzip",
        Packing.Zstandard => "v1.tar+zstd",
        _ => "v1.tar",
    };
}

/// <summary>How the bytes of a layer are packed.</summary>
internal enum Packing
{
    None,
    Gzip,
    Zstandard,

    /// <summary>In a way that is known by its first bytes and not read: xz, bzip2, lz4.</summary>
    Unknown,
}
