namespace ContainerSec.Secrets;

/// <summary>Finds the value that is set to a name, in the many ways of languages and configuration files.</summary>
internal static class Assignment
{
    private const int MostBlanks = 16;

    /// <summary>Where the value begins; -1 when none follows.</summary>
    /// <remarks><c>NAME=value</c>, <c>"name": "value"</c>, <c>name := 'value'</c>, <c>name => "value"</c>, <c>--name value</c>, <c>setenv("NAME", "value")</c>, <c>key="NAME" value="v"</c>, <c>&lt;name>value&lt;/name></c>.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="at">Behind the name.</param>
    /// <param name="end">Where the text ends.</param>
    public static int ValueStart(byte[] text, int at, int end)
    {
        var i = SkipQuotes(text, at, end);
        var isQuoted = i > at;
        var behindBlanks = SkipBlanks(text, i, end);
        if (behindBlanks >= end)
            return -1;
        var c = text[behindBlanks];
        if (c is (byte)'=' or (byte)':')
            i = SkipSign(text, behindBlanks, end);
        else if (c == '>' && behindBlanks == i)
            i++;
        else if (c == ',' && isQuoted)
            i = behindBlanks + 1;
        else if (isQuoted && IsAt(text, behindBlanks, end, "value="))
            i = behindBlanks + 6;
        else if (behindBlanks == i)
            return -1;
        i = SkipBlanks(text, i, end);
        return SkipQuotes(text, i, end);
    }

    // "=", ":", ":=", "=>", "==" is a comparison and yet shows the value.
    private static int SkipSign(byte[] text, int at, int end)
    {
        var i = at + 1;
        while (i < end && i < at + 3 && text[i] is (byte)'=' or (byte)'>')
            i++;
        return i;
    }

    private static int SkipBlanks(byte[] text, int at, int end)
    {
        var i = at;
        while (i < end && i < at + MostBlanks && text[i] is (byte)' ' or (byte)'\t')
            i++;
        return i;
    }

    private static int SkipQuotes(byte[] text, int at, int end)
    {
        var i = at;
        while (i < end && i < at + 3 && text[i] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\')
            i++;
        return i;
    }

    private static bool IsAt(byte[] text, int at, int end, string word)
    {
        if (at + word.Length > end)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if ((text[at + i] | 0x20) != (word[i] | 0x20))
                return false;
        }

        return true;
    }
}
