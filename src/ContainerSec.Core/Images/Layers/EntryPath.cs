using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContainerSec.Images.Layers;

/// <summary>Brings the name of an entry into the one form that everything else uses: no leading slash, no empty part, no <c>.</c>, valid text.</summary>
internal static class EntryPath
{
    private static readonly SearchValues<byte> Ordinary = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+,=@:~ "u8);

    /// <summary>The path; empty for the root itself; null when it climbs out of the root by <c>..</c>.</summary>
    public static string? Normalise(ReadOnlySpan<byte> name)
    {
        if (IsNormal(name))
            return Encoding.ASCII.GetString(name.TrimEnd((byte)'/'));
        var parts = new List<string>();
        foreach (var range in name.Split((byte)'/'))
        {
            var part = name[range];
            if (part.SequenceEqual(".."u8))
                return null;
            if (!part.IsEmpty && !part.SequenceEqual("."u8))
                parts.Add(TextOf(part));
        }

        return string.Join('/', parts);
    }

    /// <summary>The bytes as text; those that are no UTF-8 and control characters as <c>\xNN</c>.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(Ordinary) < 0)
            return Encoding.ASCII.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done && !Rune.IsControl(rune))
            {
                text.Append(rune);
            }
            else
            {
                foreach (var b in bytes[..length])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    // Nearly every name: plain characters, no part that is empty or begins with a dot.
    private static bool IsNormal(ReadOnlySpan<byte> name)
    {
        var before = (byte)'/';
        foreach (var b in name)
        {
            if (before == '/' && b is (byte)'/' or (byte)'.')
                return false;
            if (b is not ((byte)'/' or (byte)'.') && !Ordinary.Contains(b))
                return false;
            before = b;
        }

        return true;
    }
}
