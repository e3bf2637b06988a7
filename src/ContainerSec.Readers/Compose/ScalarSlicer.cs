using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Cuts a scalar such as <c>127.0.0.1:8080:80</c> into scalars that know their own places.</summary>
/// <remarks>Where the text has escapes or variables, the value is not what is written: then every part has the place of the whole.</remarks>
internal readonly struct ScalarSlicer
{
    private readonly YamlScalar _whole;
    private readonly int _offset;

    public ScalarSlicer(YamlScalar whole)
    {
        _whole = whole;
        _offset = OffsetOfValue(whole);
    }

    public YamlScalar Slice(int start, int length)
    {
        var value = _whole.Value.Substring(start, length);
        var (from, to) = _offset < 0 ? (_whole.Start, _whole.End) : (_offset + start, _offset + start + length);
        var isUnknown = _whole.IsUnknown && (_whole.Value.Length == 0 || value.HasHole());
        return new YamlScalar(_whole.Source, from, to, value, isPlain: false, isUnknown: isUnknown) { IsInterpolated = _whole.IsInterpolated };
    }

    public YamlScalar From(int start) => Slice(start, _whole.Value.Length - start);

    /// <summary>The place of a part of the value.</summary>
    public TextProvenance Place(int start, int end) =>
        _offset < 0 ? _whole.Source.At(_whole.Start, _whole.End) : _whole.Source.At(_offset + start, _offset + end);

    // The value may be written as it is, or behind a quote.
    private static int OffsetOfValue(YamlScalar scalar)
    {
        for (var offset = scalar.Start; offset <= scalar.Start + 1; offset++)
        {
            if (offset + scalar.Value.Length <= scalar.End
                && string.CompareOrdinal(scalar.Source.Content, offset, scalar.Value, 0, scalar.Value.Length) == 0)
                return offset;
        }

        return -1;
    }
}
