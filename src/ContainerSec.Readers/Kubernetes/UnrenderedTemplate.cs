namespace ContainerSec.Readers.Kubernetes;

/// <summary>Tells a Helm template from a manifest: it is no YAML until it is rendered.</summary>
/// <remarks>
/// <code>
///   replicas: {{ .Values.replicas }}
///   {{- toYaml .Values.resources | nindent 6 }}
/// </code>
/// Text in quotes or in a block may hold braces of its own, as alerts of Prometheus do: only braces where a value, a key or a list item begins count.
/// </remarks>
internal static class UnrenderedTemplate
{
    public static ReadProblem? Find(SourceText text)
    {
        for (var at = text.Content.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.Content.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            if (BeginsValue(text.Content, at))
                return new ReadProblem(ProblemSeverity.Note, "This is an unrendered template ({{ }}); render it, with 'helm template' for a chart, and check the result. Nothing was judged from it.", text.At(at, at + 2));
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
}
