namespace ContainerSec.Readers.Text;

/// <summary>Reads JSON, also with comments and trailing commas as .NET's and VS Code's own files have them.</summary>
/// <remarks>YAML reads JSON but for a few things; these are blanked out, so that every place stays what it was.</remarks>
internal static class JsonReader
{
    /// <summary>Reads a text; null when nothing is in it or nothing could be read.</summary>
    public static YamlNode? Read(SourceText source, ReadOptions options, List<ReadProblem> problems)
    {
        var documents = YamlReader.Read(source, Prepare(source.Content), options, problems);
        return documents.Count > 0 && documents[0] is not YamlScalar { IsNull: true } ? documents[0] : null;
    }

    /// <summary>Reads a text that has to be an object; null, with a problem, when it is none.</summary>
    public static YamlMapping? ReadObject(SourceText source, ReadOptions options, List<ReadProblem> problems)
    {
        var root = Read(source, options, problems);
        if (root is not YamlMapping && problems.Count == 0)
            problems.Add(new ReadProblem(ProblemSeverity.Error, "The text has to be a JSON object, { … }.", source.At(root?.Start ?? 0, (root?.Start ?? 0) + 1)));
        return root as YamlMapping;
    }

    /// <summary>The text with blanks for comments, trailing commas and tabs, none of which YAML takes there.</summary>
    public static string Prepare(string text)
    {
        var result = (char[]?)null;
        var comma = -1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = EndOfString(text, i);
                    comma = -1;
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] is '/' or '*':
                    var end = EndOfComment(text, i);
                    Blank(ref result, text, i, end);
                    i = end - 1;
                    break;
                case '\t':
                    Blank(ref result, text, i, i + 1);
                    break;
                case ',':
                    comma = i;
                    break;
                case ']' or '}' when comma >= 0:
                    Blank(ref result, text, comma, comma + 1);
                    comma = -1;
                    break;
                case ' ' or '\r' or '\n':
                    break;
                default:
                    comma = -1;
                    break;
            }
        }

        return result is null ? text : new string(result);
    }

    private static int EndOfString(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] is not ('"' or '\n'))
            i += text[i] == '\\' ? 2 : 1;
        return Math.Min(i, text.Length - 1);
    }

    private static int EndOfComment(string text, int start)
    {
        var end = text[start + 1] == '/' ? text.IndexOf('\n', start) : text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2;
        return end < start + 2 ? text.Length : end;
    }

    private static void Blank(ref char[]? result, string text, int start, int end)
    {
        result ??= text.ToCharArray();
        for (var i = start; i < end; i++)
        {
            if (result[i] is not ('\r' or '\n'))
                result[i] = ' ';
        }
    }
}
