namespace ContainerSec;

/// <summary>A part of a text.</summary>
public sealed class TextProvenance : Provenance, IEquatable<TextProvenance>
{
    /// <summary>Points at a part of a text; offsets outside of it are moved to its nearest end.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">0-based offset of the first character.</param>
    /// <param name="end">0-based offset after the last character.</param>
    public TextProvenance(SourceText source, int start, int end)
    {
        Source = source ?? throw new ArgumentNullException(nameof(source));
        StartOffset = Math.Min(Math.Max(start, 0), source.Content.Length);
        EndOffset = Math.Min(Math.Max(end, StartOffset), source.Content.Length);
    }

    /// <summary>The text.</summary>
    public SourceText Source { get; }

    /// <summary>0-based offset of the first character.</summary>
    public int StartOffset { get; }

    /// <summary>0-based offset after the last character; never before <see cref="StartOffset"/>.</summary>
    public int EndOffset { get; }

    /// <summary>Where it begins.</summary>
    public TextPosition Start => Source.PositionAt(StartOffset);

    /// <summary>Where it ends: the place after the last character.</summary>
    public TextPosition End => Source.PositionAt(EndOffset);

    /// <inheritdoc/>
    public override TextProvenance Text => this;

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var start = Start;
            return $"{Source.Path}:{start.Line}:{start.Column}";
        }
    }

    /// <summary>Whether both point at the same part of a text of the same name.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(TextProvenance? other) =>
        other is not null && StartOffset == other.StartOffset && EndOffset == other.EndOffset && Source.Path == other.Source.Path;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextProvenance);

    /// <inheritdoc/>
    public override int GetHashCode() => (StartOffset * 397) ^ EndOffset;
}
