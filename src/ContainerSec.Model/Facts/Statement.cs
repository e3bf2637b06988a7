namespace ContainerSec;

/// <summary>What every fact has besides its value: whether something was said, and where.</summary>
/// <remarks>
/// A large deployment has a million facts and things with a place, and somebody asks for the place of a hundred. So the part of a text is kept as what it is,
/// a text and two offsets, and the object for it is made when it is asked for.
/// </remarks>
internal readonly record struct Statement
{
    // A text of .NET has fewer than 2^30 characters: the state is kept in the two bits above the offset.
    private const int StateBits = 30;
    private const uint OffsetMask = (1u << StateBits) - 1;

    // The text of a TextProvenance, or a provenance of another sort.
    private readonly object? _place;
    private readonly int _start;
    private readonly uint _endAndState;

    public Statement(FactState state, Provenance? origin)
    {
        _endAndState = (uint)state << StateBits;
        if (origin is TextProvenance text)
        {
            _place = text.Source;
            _start = text.StartOffset;
            _endAndState |= (uint)text.EndOffset;
        }
        else
        {
            _place = origin;
        }
    }

    private Statement(object? place, int start, uint endAndState) => (_place, _start, _endAndState) = (place, start, endAndState);

    /// <summary>A place alone.</summary>
    public static Statement At(Provenance? origin) => new(FactState.Unset, origin);

    /// <summary>A part of a text alone; offsets outside of it are moved to its nearest end.</summary>
    public static Statement At(SourceText source, int start, int end)
    {
        var length = source.Content.Length;
        start = Math.Min(Math.Max(start, 0), length);
        return new Statement(source, start, (uint)Math.Min(Math.Max(end, start), length));
    }

    /// <summary>Something was said at this place.</summary>
    public Statement With(FactState state) => new(_place, _start, (_endAndState & OffsetMask) | ((uint)state << StateBits));

    public FactState State => (FactState)(_endAndState >> StateBits);

    public Provenance? Origin => _place is SourceText text ? text.At(_start, (int)(_endAndState & OffsetMask)) : (Provenance?)_place;
}
