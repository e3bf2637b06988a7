namespace ContainerSec.Readers.Text;

/// <summary>Tells the template of a file from the file: it is of no format until it is rendered.</summary>
/// <remarks>
/// <code>
///   replicas: {{ .Values.replicas }}
///   {{- toYaml .Values.resources | nindent 6 }}
/// </code>
/// Text in quotes or in a block may hold braces of its own, as alerts of Prometheus do: only braces where a value, a key or a list item begins count.
/// In a Dockerfile these are an instruction and the image of FROM: <c>docker inspect --format {{.Id}}</c> is an ordinary command.
/// </remarks>
internal static class UnrenderedTemplate
{
    private static readonly string[] Opening = ["{{", "{%", "<%"];

    /// <summary>The first place of YAML that is a template's.</summary>
    public static ReadProblem? Find(SourceText text)
    {
        for (var at = text.Content.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.Content.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            if (BeginsValue(text.Content, at))
                return new ReadProblem(ProblemSeverity.Note, "This is an unrendered template ({{ }}); render it, with 'helm template' for a chart, and check the result. Nothing was judged from it.", text.At(at, at + 2));
        }

        return null;
    }

    /// <summary>The first place of a Dockerfile that is a template's.</summary>
    public static ReadProblem? FindInDockerfile(SourceText text)
    {
        foreach (var opening in Opening)
        {
            for (var at = text.Content.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = text.Content.IndexOf(opening, at + 2, StringComparison.Ordinal))
            {
                if (BeginsInstruction(text.Content, at))
                    return new ReadProblem(ProblemSeverity.Note, $"This is an unrendered template ({opening}); render it and check the result. Nothing was judged from it.", text.At(at, at + 2));
            }
        }

        return null;
    }

    private static bool BeginsValue(string content, int at)
    {
        var i = at - 1;
        while (i >= 0 && content[i] is ' ' or '\t')
            i--;
        return i < 0 || content[i] is '\n' or ':' or '-';
    }

    private static bool BeginsInstruction(string content, int at)
    {
        var start = at == 0 ? 0 : content.LastIndexOf('\n', at - 1) + 1;
        var before = content.Substring(start, at - start).Trim();
        return before.Length == 0 || before.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) || before.Equals("FROM", StringComparison.OrdinalIgnoreCase);
    }
}
