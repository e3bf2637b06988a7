using System.Text;

namespace ContainerSec.Files;

/// <summary>Reads a file as text: UTF-8, or UTF-16 and UTF-32 with a byte order mark.</summary>
internal static class TextFile
{
    /// <summary>The text, or why it cannot be read.</summary>
    public static (string? Text, string? Error) Read(string path, long maxSize)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Length > maxSize)
                return (null, $"The file has {info.Length} bytes, more than the limit of {maxSize}; it is not read.");
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return (null, $"The file cannot be read: {exception.Message}");
        }
    }

    private static (string? Text, string? Error) Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..])
            return Decode(bytes.AsSpan(4), new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true));
        if (bytes is [0, 0, 0xFE, 0xFF, ..])
            return Decode(bytes.AsSpan(4), new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true));
        if (bytes is [0xFF, 0xFE, ..])
            return Decode(bytes.AsSpan(2), new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true));
        if (bytes is [0xFE, 0xFF, ..])
            return Decode(bytes.AsSpan(2), new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true));
        var utf8 = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes.AsSpan();
        return utf8.Contains((byte)0)
            ? (null, "The file is binary: it holds NUL bytes.")
            : Decode(utf8, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    }

    private static (string? Text, string? Error) Decode(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            return (encoding.GetString(bytes), null);
        }
        catch (DecoderFallbackException exception)
        {
            return (null, $"The file is not {encoding.WebName}: byte {exception.Index} cannot be decoded; save it as UTF-8.");
        }
    }
}
