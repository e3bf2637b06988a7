namespace ContainerSec.Readers.Text;

/// <summary>A text, a number, a truth value, or nothing.</summary>
internal sealed class YamlScalar : YamlNode
{
    public YamlScalar(SourceText source, int start, int end, string value, bool isPlain, string? tag = null, bool isUnknown = false)
        : base(source, start, tag)
    {
        End = end;
        Value = value;
        IsPlain = isPlain;
        IsUnknown = isUnknown;
    }

    /// <summary>The text without quotes, escapes resolved.</summary>
    public string Value { get; }

    /// <summary>Whether it was written without quotes: only then it may be a number, a truth value or null.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether the value depends on something outside of the text: a variable without value.</summary>
    public bool IsUnknown { get; }

    /// <summary>Whether the value was put together from variables.</summary>
    public bool IsInterpolated { get; init; }

    /// <summary>Whether it says null.</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";

    public override string ToString() => Value;
}
