namespace ContainerSec.Readers.Kubernetes;

/// <summary>Tells by its content whether a file is a manifest or a kubeconfig file: their names and folders are free.</summary>
/// <remarks>Every object of the API begins with <c>apiVersion</c> and <c>kind</c> at its outermost level, unrendered templates too.</remarks>
internal static class KubernetesFile
{
    /// <summary>The format; null when it is neither.</summary>
    public static Surface? Recognize(string content)
    {
        // JSON may be written in one line, and its order is free: there the two keys are enough.
        if (StartsWithBrace(content))
            return Has(content, "\"apiVersion\"") && Has(content, "\"kind\"") ? SurfaceOf(content, "\"Config\"", "\"clusters\"") : null;
        var (hasVersion, hasKind) = (false, false);
        for (var start = 0; start < content.Length;)
        {
            var end = content.IndexOf('\n', start);
            end = end < 0 ? content.Length : end;
            if (StartsAt(content, start, "---"))
                (hasVersion, hasKind) = (false, false);
            hasVersion |= IsKey(content, start, "apiVersion");
            hasKind |= IsKey(content, start, "kind");
            if (hasVersion && hasKind)
                return SurfaceOf(content, "kind: Config", "clusters:");
            start = end + 1;
        }

        return null;
    }

    private static Surface SurfaceOf(string content, string kind, string clusters) =>
        Has(content, kind) && Has(content, clusters) && Has(content, "current-context") ? Surface.KubeConfig : Surface.Kubernetes;

    private static bool StartsWithBrace(string content)
    {
        var i = 0;
        while (i < content.Length && char.IsWhiteSpace(content[i]))
            i++;
        return i < content.Length && content[i] == '{' && !StartsAt(content, i, "{{");
    }

    private static bool IsKey(string content, int start, string key)
    {
        var quote = start < content.Length && content[start] is '"' or '\'' ? 1 : 0;
        return StartsAt(content, start + quote, key) && StartsAt(content, start + quote + key.Length + quote, ":");
    }

    private static bool StartsAt(string content, int start, string text) =>
        start >= 0 && start <= content.Length && string.CompareOrdinal(content, start, text, 0, text.Length) == 0;

    private static bool Has(string content, string text) => content.IndexOf(text, StringComparison.Ordinal) >= 0;
}
