namespace ContainerSec.Analyzers.Lifting;

/// <summary>An array, a list, a set: the very one, so that what is added later is in it.</summary>
internal sealed class ListValue(TextProvenance? place) : Value
{
    // A loop may double a list each time.
    private const int MaxAdded = 50_000;

    public List<Stated> Items { get; } = [];

    /// <summary>Where it was made.</summary>
    public TextProvenance? Place { get; } = place;

    /// <summary>Whether it may hold items that are not known.</summary>
    public bool MayHaveMore { get; set; }

    /// <summary>Whether the code only looked at it: nothing was said as long as nothing is added.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Sets an item. One that was not there stands in a list of which more is not known; an index that is not known may be any.</summary>
    public void Set(Value index, Stated item)
    {
        if (index is ConstantValue { Number: { } i } && i >= 0 && i < Items.Count)
        {
            Items[(int)i] = item;
            return;
        }

        // Any of them may be gone.
        if (index is not ConstantValue)
            Items.Clear();
        Items.Add(item);
        MayHaveMore = true;
    }

    public override void GiveAway() => MayHaveMore = true;

    /// <summary>A copy with the items as they are now.</summary>
    public ListValue Copy(TextProvenance? place)
    {
        var copy = new ListValue(place ?? Place) { MayHaveMore = MayHaveMore };
        copy.Items.AddRange(Items);
        return copy;
    }

    /// <summary>Takes over the items of a value: those of a list, or some that are not known.</summary>
    public void AddAll(Value value)
    {
        if (value is ListValue list && Items.Count + list.Items.Count <= MaxAdded)
        {
            Items.AddRange(list.Items.ToArray());
            MayHaveMore |= list.MayHaveMore;
        }
        else if (value is not ConstantValue { IsNull: true })
        {
            MayHaveMore = true;
        }
    }
}
