namespace ContainerSec.Threats.Graph;

/// <summary>Lists of integers, one for each key from zero, in two arrays.</summary>
internal readonly struct Rows
{
    private readonly int[] _start;
    private readonly int[] _values;

    private Rows(int[] start, int[] values) => (_start, _values) = (start, values);

    public ReadOnlySpan<int> this[int key] => _values.AsSpan(_start[key], _start[key + 1] - _start[key]);

    /// <summary>Puts the places 0, 1, 2 … (or the values at them) under their keys, in their order: a counting sort.</summary>
    public static Rows Group(int keyCount, int[] keys, int[]? values = null)
    {
        var start = new int[keyCount + 1];
        foreach (var key in keys)
            start[key + 1]++;
        for (var key = 0; key < keyCount; key++)
            start[key + 1] += start[key];

        var next = start.AsSpan(0, keyCount).ToArray();
        var sorted = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            sorted[next[keys[i]]++] = values is null ? i : values[i];
        return new Rows(start, sorted);
    }
}
