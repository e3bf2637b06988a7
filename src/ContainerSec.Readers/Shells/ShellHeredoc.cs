namespace ContainerSec.Readers.Shells;

/// <summary>A heredoc of a script: <c>&lt;&lt;EOF</c>.</summary>
internal sealed class ShellHeredoc(string delimiter, bool stripsTabs, bool isQuoted)
{
    /// <summary>Whether the delimiter is quoted: then the body is taken as it is.</summary>
    public bool IsQuoted { get; } = isQuoted;

    /// <summary>Whether a shell reads it as its script.</summary>
    public bool IsScript { get; set; }

    /// <summary>Whether a line is the last one.</summary>
    public bool EndsWith(string text, int start, int end)
    {
        while (end > start && text[end - 1] == '\r')
            end--;
        while (stripsTabs && start < end && text[start] == '\t')
            start++;
        return end - start == delimiter.Length && string.CompareOrdinal(text, start, delimiter, 0, delimiter.Length) == 0;
    }
}
