namespace ContainerSec;

/// <summary>A text with its name: what readers read and provenance points into.</summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    /// <summary>Names a text.</summary>
    /// <param name="path">The file's path as the user should see it, or a name for text that is in no file.</param>
    /// <param name="content">The whole text, without a byte order mark.</param>
    public SourceText(string path, string content)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        Content = content ?? throw new ArgumentNullException(nameof(content));
        Context = ContextOf(path.Replace('\\', '/'));
    }

    /// <summary>The path as the user should see it, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Content { get; }

    /// <summary>Where what the file says runs, as far as the words of its name tell: <c>compose.dev.yaml</c> and <c>docker-compose.override.yml</c> are for development.</summary>
    public RunContext Context { get; }

    /// <summary>How many lines the text has; an empty text has one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Content);

    /// <summary>The line and column of an offset.</summary>
    /// <param name="offset">0-based UTF-16 offset; a value outside the text is moved to its nearest end.</param>
    public TextPosition PositionAt(int offset)
    {
        offset = Math.Min(Math.Max(offset, 0), Content.Length);
        var line = Array.BinarySearch(LineStarts, offset);
        if (line < 0)
            line = ~line - 1;
        return new TextPosition(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>The offset where a line begins.</summary>
    /// <param name="line">1-based; a value outside the text is moved to its nearest end.</param>
    public int LineStart(int line) => LineStarts[Math.Min(Math.Max(line, 1), LineStarts.Length) - 1];

    /// <summary>The text of a line, without its line end.</summary>
    /// <param name="line">1-based; a value outside the text is moved to its nearest end.</param>
    public string Line(int line)
    {
        var start = LineStart(line);
        var end = line < LineStarts.Length ? LineStarts[Math.Max(line, 1)] : Content.Length;
        while (end > start && Content[end - 1] is '\n' or '\r')
            end--;
        return Content.Substring(start, end - start);
    }

    /// <summary>Provenance of a part of this text.</summary>
    /// <param name="start">0-based offset of its first character.</param>
    /// <param name="end">0-based offset after its last character.</param>
    public TextProvenance At(int start, int end) => new(this, start, end);

    private static RunContext ContextOf(string path)
    {
        var words = path.Substring(path.LastIndexOf('/') + 1).ToLowerInvariant().Split(['.', '-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(static word => word is "test" or "tests" or "testing" or "e2e" or "integration"))
            return RunContext.Test;
        var isDevelopment = words.Any(static word => word is "override" or "dev" or "devel" or "develop" or "development" or "local" or "debug")
            || ("/" + path).IndexOf("/.devcontainer/", StringComparison.Ordinal) >= 0;
        return isDevelopment ? RunContext.Development : RunContext.Production;
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int>(1 + (content.Length / 32)) { 0 };
        for (var i = content.IndexOf('\n'); i >= 0; i = content.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        return starts.ToArray();
    }
}
