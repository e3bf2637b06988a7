namespace ContainerSec.Readers.Shells;

/// <summary>What a script and all scripts inside it share: the budgets, and whether something was not understood.</summary>
internal sealed class ShellSession
{
    // Far above what people write; deeper ones are called not understood instead of exhausting the stack.
    private const int MaxDepth = 48;

    private int _depth;
    private int _expanded;

    /// <summary>Whether a part was not understood.</summary>
    public bool MayHaveMore { get; set; }

    /// <summary>Begins something nested; false when it is nested too deeply.</summary>
    public bool TryEnter()
    {
        if (_depth < MaxDepth)
        {
            _depth++;
            return true;
        }

        MayHaveMore = true;
        return false;
    }

    public void Leave() => _depth--;

    /// <summary>Whether variables may put as many more characters into this script; a megabyte is enough for one.</summary>
    public bool TryExpand(int length)
    {
        _expanded += length;
        return _expanded <= 1 << 20;
    }
}
