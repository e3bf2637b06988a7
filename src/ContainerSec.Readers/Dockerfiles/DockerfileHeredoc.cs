namespace ContainerSec.Readers.Dockerfiles;

/// <summary>A heredoc of RUN, COPY or ADD.</summary>
/// <param name="Name">Its delimiter without quotes.</param>
/// <param name="WordStart">Where its word begins in the line.</param>
/// <param name="WordEnd">Where its word ends in the line.</param>
/// <param name="StripsTabs">Whether it is written <c>&lt;&lt;-</c>: tabs before its lines do not count.</param>
internal sealed record DockerfileHeredoc(string Name, int WordStart, int WordEnd, bool StripsTabs)
{
    /// <summary>Where its body begins in the file.</summary>
    public int BodyStart { get; set; }

    /// <summary>Where its body ends in the file; the delimiter's line follows.</summary>
    public int BodyEnd { get; set; }

    /// <summary>Whether a line of the file is its last.</summary>
    public bool EndsWith(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '\r' or '\n')
            end--;
        while (StripsTabs && start < end && text[start] == '\t')
            start++;
        return end - start == Name.Length && string.CompareOrdinal(text, start, Name, 0, Name.Length) == 0;
    }
}
