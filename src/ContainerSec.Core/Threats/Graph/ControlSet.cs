namespace ContainerSec.Threats.Graph;

/// <summary>A set of controls, any one of which cuts an edge or a path.</summary>
internal sealed class ControlSet : IEquatable<ControlSet>
{
    private readonly int[] _controls;

    // One bit for each control, modulo 64: tells most sets apart without looking at their members.
    private readonly ulong _signature;

    private ControlSet(int[] ascending)
    {
        _controls = ascending;
        foreach (var control in ascending)
            _signature |= 1UL << (control & 63);
    }

    public static ControlSet Empty { get; } = new([]);

    public int Count => _controls.Length;

    public ReadOnlySpan<int> Controls => _controls;

    public static ControlSet Of(IEnumerable<int> controls)
    {
        int[] ascending = [.. controls.Distinct().Order()];
        return ascending.Length == 0 ? Empty : new ControlSet(ascending);
    }

    public bool Contains(int control) => (_signature & (1UL << (control & 63))) != 0 && Array.BinarySearch(_controls, control) >= 0;

    /// <summary>Whether one of the controls is applied.</summary>
    public bool IsHit(bool[] isApplied)
    {
        foreach (var control in _controls)
        {
            if (isApplied[control])
                return true;
        }

        return false;
    }

    public bool IsSubsetOf(ControlSet other)
    {
        if (Count > other.Count || (_signature & ~other._signature) != 0)
            return false;
        var next = 0;
        foreach (var control in _controls)
        {
            while (next < other.Count && other._controls[next] < control)
                next++;
            if (next == other.Count || other._controls[next] != control)
                return false;
        }

        return true;
    }

    public ControlSet Union(ControlSet other) => IsSubsetOf(other) ? other : other.IsSubsetOf(this) ? this : Of(_controls.Concat(other._controls));

    /// <summary>The set without the controls that were dropped.</summary>
    public ControlSet Without(bool[] isDropped) => IsHit(isDropped) ? Of(_controls.Where(control => !isDropped[control])) : this;

    public bool Equals(ControlSet? other) => other is not null && _signature == other._signature && _controls.AsSpan().SequenceEqual(other._controls);

    public override bool Equals(object? obj) => Equals(obj as ControlSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var control in _controls)
            hash.Add(control);
        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(", ", _controls)}}}";
}
