using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace ContainerSec.Images.Inspection;

/// <summary>How the result of a layer is kept: a head with sizes and a checksum, then records and names as they are in memory, then packages in a form of their own, then other facts and gaps as JSON.</summary>
internal static class LayerResultFormat
{
    private const int HeadSize = 64;
    private static ReadOnlySpan<byte> Magic => "CSECLAY2"u8;

    public static byte[] Write(LayerResult result)
    {
        var records = MemoryMarshal.AsBytes(result.Files.Records);
        var names = result.Files.Names;
        var packages = new CompactWriter();
        var others = PackageFactFormat.Write(result.Facts, packages);
        var json = JsonSerializer.SerializeToUtf8Bytes(new KeptFacts(others, result.Gaps), LayerFactJson.Default.KeptFacts);
        byte[] bytes = [.. new byte[HeadSize], .. records, .. names, .. packages.Written, .. json];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), records.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), names.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), packages.Written.Length);
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
        var packages = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(20));
        if (records < 0 || names < 0 || packages < 0 || json < 0 || HeadSize + (long)records + names + packages + json != bytes.Length || records % Marshal.SizeOf<FileRecord>() != 0)
            return null;
        if (!SHA256.HashData(bytes.AsSpan(HeadSize)).AsSpan().SequenceEqual(bytes.AsSpan(32, 32)))
            return null;
        var table = new FileRecord[records / Marshal.SizeOf<FileRecord>()];
        MemoryMarshal.Cast<byte, FileRecord>(bytes.AsSpan(HeadSize, records)).CopyTo(table);
        if (!AreInside(table, names))
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize(bytes.AsSpan(HeadSize + records + names + packages, json), LayerFactJson.Default.KeptFacts);
            if (kept is not { Facts: not null, Gaps: not null })
                return null;
            var facts = PackageFactFormat.Read(bytes.AsSpan(HeadSize + records + names, packages), kept.Facts);
            return facts.Any(f => f is null || f.Entry < 0 || f.Entry >= table.Length) ? null : new LayerResult
            {
                DiffId = diffId,
                UnpackedSize = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)),
                Files = new FileTable(table, bytes.AsMemory(HeadSize + records, names)),
                Facts = facts,
                Gaps = kept.Gaps,
            };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidDataException)
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
