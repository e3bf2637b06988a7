using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>An object whose members are followed: a model of a library, options of one's own. The very one, so that what is assigned later is in it.</summary>
internal sealed class ObjectValue(INamedTypeSymbol type, TextProvenance? place) : Value
{
    // An object has few members that anybody assigns: looking through them costs less than a dictionary.
    private readonly List<string> _names = [];
    private readonly List<Stated> _values = [];

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>Where it was made.</summary>
    public TextProvenance? Place { get; } = place;

    /// <summary>Whether it came from elsewhere, or somebody else saw it: what is not set here may be set there.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Whether the code only looked at it: nothing was said as long as nothing is assigned.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Whether the code gave it to the call of its library that it is made for: all that there is to say was said.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether another value says what it says.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>The names of the members that were assigned, in the order of writing.</summary>
    public IReadOnlyList<string> Names => _names;

    public override void GiveAway() => IsPartial = true;

    public Stated? this[string member] => _names.IndexOf(member) is var index and >= 0 ? (Stated?)_values[index] : null;

    public void Set(string member, Stated value)
    {
        if (_names.IndexOf(member) is var index and >= 0)
        {
            _values[index] = value;
            return;
        }

        _names.Add(member);
        _values.Add(value);
    }

    /// <summary>A record's copy, before <c>with</c> changes it.</summary>
    public ObjectValue Copy(TextProvenance? place)
    {
        var copy = new ObjectValue(Type, place) { IsPartial = IsPartial };
        copy._names.AddRange(_names);
        copy._values.AddRange(_values);
        return copy;
    }
}
