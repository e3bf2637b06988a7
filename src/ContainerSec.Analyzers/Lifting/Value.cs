namespace ContainerSec.Analyzers.Lifting;

/// <summary>What an expression is known to be.</summary>
internal abstract class Value
{
    /// <summary>Nothing is known.</summary>
    public static Value Unknown { get; } = new UnknownValue();

    /// <summary>Whether nothing is known of it.</summary>
    public bool IsUnknown => this is UnknownValue;

    /// <summary>Somebody else got it, who may say more of it.</summary>
    public virtual void GiveAway()
    {
    }

    private sealed class UnknownValue : Value;
}
