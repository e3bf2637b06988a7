using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ContainerSec.Images.Layers;

/// <summary>Extended attributes of the next entry: <c>27 path=usr/bin/some-long\n</c>, one record after the other.</summary>
/// <remarks>POSIX pax(1), "pax Extended Header". A value is bytes: extended attributes hold zeros and line feeds.</remarks>
internal sealed class PaxRecords
{
    private const string SchilyAttribute = "SCHILY.xattr.";
    private const string LibarchiveAttribute = "LIBARCHIVE.xattr.";
    private const string CapabilityAttribute = "security.capability";

    public ReadOnlyMemory<byte>? Path { get; private set; }

    public ReadOnlyMemory<byte>? LinkPath { get; private set; }

    public long? Size { get; private set; }

    public long? UserId { get; private set; }

    public long? GroupId { get; private set; }

    public ReadOnlyMemory<byte> Capability { get; private set; }

    /// <summary>Pairs of offset and length of a sparse file in the formats 0.0 and 0.1; null for others.</summary>
    public List<(long Offset, long Length)>? SparseMap { get; private set; }

    /// <summary>The size of a sparse file with its holes.</summary>
    public long? SparseSize { get; private set; }

    /// <summary>The name of a sparse file; the path is then an invented one.</summary>
    public ReadOnlyMemory<byte>? SparseName { get; private set; }

    /// <summary>Whether the map stands before the content (format 1.0).</summary>
    public bool HasMapInContent { get; private set; }

    /// <summary>The same records with those of another header on top.</summary>
    public PaxRecords Over(PaxRecords? lower) => lower is null ? this : new PaxRecords
    {
        Path = Path ?? lower.Path,
        LinkPath = LinkPath ?? lower.LinkPath,
        Size = Size ?? lower.Size,
        UserId = UserId ?? lower.UserId,
        GroupId = GroupId ?? lower.GroupId,
        Capability = Capability.IsEmpty ? lower.Capability : Capability,
        SparseMap = SparseMap,
        SparseSize = SparseSize,
        SparseName = SparseName,
        HasMapInContent = HasMapInContent,
    };

    /// <summary>Reads the content of an extended header.</summary>
    /// <exception cref="InvalidDataException">A record is malformed.</exception>
    public static PaxRecords Read(ReadOnlyMemory<byte> content)
    {
        var records = new PaxRecords();
        var rest = content;
        while (!rest.IsEmpty && rest.Span[0] != 0)
        {
            var span = rest.Span;
            if (!Utf8Parser.TryParse(span, out int length, out var digits) || digits >= span.Length || span[digits] != ' ' || length <= digits + 1 || length > span.Length || span[length - 1] != '\n')
                throw new InvalidDataException("An extended header (pax) is malformed.");
            var record = rest[(digits + 1)..(length - 1)];
            var equals = record.Span.IndexOf((byte)'=');
            if (equals < 0)
                throw new InvalidDataException("A record of an extended header (pax) has no '='.");
            records.Set(Encoding.UTF8.GetString(record.Span[..equals]), record[(equals + 1)..]);
            rest = rest[length..];
        }

        return records;
    }

    private void Set(string name, ReadOnlyMemory<byte> value)
    {
        switch (name)
        {
            case "path": Path = value; break;
            case "linkpath": LinkPath = value; break;
            case "size": Size = Number(name, value); break;
            case "uid": UserId = Number(name, value); break;
            case "gid": GroupId = Number(name, value); break;
            case SchilyAttribute + CapabilityAttribute: Capability = value; break;
            case LibarchiveAttribute + CapabilityAttribute: Capability = FromBase64(value); break;
            case "GNU.sparse.name": SparseName = value; break;
            case "GNU.sparse.realsize" or "GNU.sparse.size": SparseSize = Number(name, value); break;
            case "GNU.sparse.major": HasMapInContent = Number(name, value) == 1; break;
            case "GNU.sparse.offset": (SparseMap ??= []).Add((Number(name, value), 0)); break;
            case "GNU.sparse.numbytes": SetLength(Number(name, value)); break;
            case "GNU.sparse.map": SparseMap = ReadMap(value); break;
        }
    }

    private void SetLength(long length)
    {
        if (SparseMap is not { Count: > 0 })
            throw new InvalidDataException("A sparse file states a length without an offset.");
        SparseMap[^1] = (SparseMap[^1].Offset, length);
    }

    private static List<(long Offset, long Length)> ReadMap(ReadOnlyMemory<byte> value)
    {
        var numbers = Encoding.ASCII.GetString(value.Span).Split(',');
        if (numbers.Length % 2 != 0)
            throw new InvalidDataException("The map of a sparse file has an odd number of numbers.");
        var map = new List<(long Offset, long Length)>(numbers.Length / 2);
        for (var i = 0; i < numbers.Length; i += 2)
            map.Add((Number("GNU.sparse.map", numbers[i]), Number("GNU.sparse.map", numbers[i + 1])));
        return map;
    }

    private static long Number(string name, ReadOnlyMemory<byte> value) => Number(name, Encoding.ASCII.GetString(value.Span));

    private static long Number(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidDataException($"The record '{name}' of an extended header (pax) is no number.");

    private static byte[] FromBase64(ReadOnlyMemory<byte> value)
    {
        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(value.Span));
        }
        catch (FormatException)
        {
            // libarchive writes base64 without padding.
            var text = Encoding.ASCII.GetString(value.Span);
            try
            {
                return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
            }
            catch (FormatException)
            {
                throw new InvalidDataException("An extended attribute is no base64.");
            }
        }
    }
}
