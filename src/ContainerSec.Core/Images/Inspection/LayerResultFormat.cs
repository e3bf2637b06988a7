using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace ContainerSec.Images.Inspection;

/// <summary>How the result of a layer is kept: a head with sizes and a checksum, then records and names as they are in memory, then facts and gaps as JSON.</summary>
internal static class LayerResultFormat
{
    private const int HeadSize = 64;
    private static ReadOnlySpan<byte> Magic => "CSECLAY1"u8;

    public static byte[] Write(LayerResult result)
    {
        var records = MemoryMarshal.AsBytes(result.Files.Records);
        var names = result.Files.Names;
        var json = JsonSerializer.SerializeToUtf8Bytes(new KeptFacts(result.Facts, result.Gaps), LayerFactJson.Default.KeptFacts);
        var bytes = new byte[HeadSize + records.Length + names.Length + json.Length];
        records.CopyTo(bytes.AsSpan(HeadSize));
        names.CopyTo(bytes.AsSpan(HeadSize + records.Length));
        json.CopyTo(bytes.AsSpan(HeadSize + records.Length + names.Length));
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), records.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), names.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), json.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), result.UnpackedSize);
        SHA256.HashData(bytes.AsSpan(HeadSize), bytes.AsSpan(32, 32));
        return bytes;
    }

    /// <summary>Reads a result; null when the bytes are none, or damaged, or of another machine's byte order.</summary>
    public static LayerResult? Read(byte[] bytes, string diffId)
    {
        if (bytes.Length < HeadSize || !bytes.AsSpan().StartsWith(Magic) || !BitConverter.IsLittleEndian)
            return null;
        var records = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        var names = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var json = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16));
        if (records < 0 || names < 0 || json < 0 || HeadSize + (long)records + names + json != bytes.Length || records % Marshal.SizeOf<FileRecord>() != 0)
            return null;
        if (!SHA256.HashData(bytes.AsSpan(HeadSize)).AsSpan().SequenceEqual(bytes.AsSpan(32, 32)))
            return null;
        var table = new FileRecord[records / Marshal.SizeOf<FileRecord>()];
        MemoryMarshal.Cast<byte, FileRecord>(bytes.AsSpan(HeadSize, records)).CopyTo(table);
        if (!AreInside(table, names))
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize(bytes.AsSpan(HeadSize + records + names, json), LayerFactJson.Default.KeptFacts);
            return kept is null || kept.Facts.Any(f => f.Entry < 0 || f.Entry >= table.Length) ? null : new LayerResult
            {
                DiffId = diffId,
                UnpackedSize = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)),
                Files = new FileTable(table, bytes.AsMemory(HeadSize + records, names)),
                Facts = kept.Facts,
                Gaps = kept.Gaps,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A cache may be shared with others; a record must not point outside of the names.
    private static bool AreInside(FileRecord[] table, int names)
    {
        foreach (ref readonly var record in table.AsSpan())
        {
            if (record.NameStart < 0 || record.PathLength < 0 || record.LinkLength < 0 || (long)record.NameStart + record.PathLength + record.LinkLength + record.CapabilityLength > names)
                return false;
        }

        return true;
    }
}

/// <summary>The part of a kept result that is JSON.</summary>
internal sealed record KeptFacts(IReadOnlyList<LayerFact> Facts, IReadOnlyList<LayerGap> Gaps);
