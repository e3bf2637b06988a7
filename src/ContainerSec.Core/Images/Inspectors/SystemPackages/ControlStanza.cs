using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads a Debian control file: paragraphs of fields, separated by empty lines.</summary>
/// <remarks>deb-control(5): names are compared without case; a line that begins with space or tab continues the field before it.</remarks>
internal static class ControlStanza
{
    // Longer values are cut: no field that is asked for is so long in a good file.
    private const int MaxValue = 64 << 10;

    /// <summary>The paragraphs, each with the fields that are asked for. Continuations are part of a value, with the line ends before them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="wanted">The names of the fields.</param>
    /// <param name="take">Gets each paragraph; the dictionary is used again for the next one.</param>
    public static void Read(ReadOnlySpan<byte> text, string[] wanted, Action<Dictionary<string, string>> take)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        // A value ends where the next field begins: its lines follow one another in the text.
        var (open, start, at) = (-1, 0, 0);
        foreach (var line in new ByteLines(text))
        {
            var lineStart = at;
            at += line.Length + 1;
            if (at <= text.Length && text[at - 1] == '\r')
                at++;
            if (line.Length > 0 && line[0] is (byte)' ' or (byte)'\t' && line.ContainsAnyExcept(" \t"u8))
                continue;
            Close(text[start..lineStart], open, wanted, fields);
            open = -1;
            if (!line.ContainsAnyExcept(" \t"u8))
            {
                Give(fields, take);
                continue;
            }

            var colon = line.IndexOf((byte)':');
            open = colon < 0 ? -1 : IndexOf(wanted, line[..colon]);
            start = lineStart + colon + 1;
        }

        Close(text[start..], open, wanted, fields);
        Give(fields, take);
    }

    private static void Close(ReadOnlySpan<byte> value, int open, string[] wanted, Dictionary<string, string> fields)
    {
        if (open < 0)
            return;
        value = value.Trim(" \t\r\n"u8);
        fields[wanted[open]] = Encoding.UTF8.GetString(value.Length > MaxValue ? value[..MaxValue] : value);
    }

    private static void Give(Dictionary<string, string> fields, Action<Dictionary<string, string>> take)
    {
        if (fields.Count > 0)
            take(fields);
        fields.Clear();
    }

    private static int IndexOf(string[] wanted, ReadOnlySpan<byte> name)
    {
        name = name.Trim(" \t"u8);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(name, wanted[i]))
                return i;
        }

        return -1;
    }
}
