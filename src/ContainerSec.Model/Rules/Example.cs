namespace ContainerSec;

/// <summary>A text that a rule fails or passes: shown on its page, and judged by a test.</summary>
public sealed record Example
{
    private Example(Surface surface, string text, Verdict expected)
    {
        Surface = surface;
        Text = text;
        Expected = expected;
    }

    /// <summary>The format that the text is in.</summary>
    public Surface Surface { get; }

    /// <summary>The text: a whole, valid file of its format, or statements of C#; those of an app host have its builder, <c>builder</c>.</summary>
    public string Text { get; }

    /// <summary>What the rule says about it.</summary>
    public Verdict Expected { get; }

    /// <summary>A text that the rule condemns.</summary>
    /// <param name="surface">The format that it is in.</param>
    /// <param name="text">A whole, valid file.</param>
    public static Example Bad(Surface surface, string text) => new(surface, text, Verdict.Fail);

    /// <summary>A text that the rule is content with.</summary>
    /// <param name="surface">The format that it is in.</param>
    /// <param name="text">A whole, valid file.</param>
    public static Example Good(Surface surface, string text) => new(surface, text, Verdict.Pass);
}
