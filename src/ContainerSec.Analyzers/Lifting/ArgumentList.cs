using System.Collections;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The arguments of a call by the names of the parameters, in the order of evaluation.</summary>
/// <remarks>Every call of the code makes one. Few methods have more than six parameters, so looking through them costs less than a dictionary.</remarks>
internal sealed class ArgumentList(int capacity) : IEnumerable<KeyValuePair<string, Argument>>
{
    private readonly string[] _names = capacity == 0 ? [] : new string[capacity];
    private readonly Argument[] _values = capacity == 0 ? [] : new Argument[capacity];

    public static ArgumentList Empty { get; } = new(0);

    public int Count { get; private set; }

    public IEnumerable<Argument> Values => new ArraySegment<Argument>(_values, 0, Count);

    /// <summary>Adds an argument, or sets it anew.</summary>
    public void Set(string name, Argument value)
    {
        var index = IndexOf(name);
        if (index < 0)
            _names[index = Count++] = name;
        _values[index] = value;
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    public bool TryGet(string name, out Argument value)
    {
        var index = IndexOf(name);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, Argument>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return new KeyValuePair<string, Argument>(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_names[i] == name)
                return i;
        }

        return -1;
    }
}
