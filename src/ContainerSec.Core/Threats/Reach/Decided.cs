namespace ContainerSec.Threats;

/// <summary>Three-valued answers out of what the model says.</summary>
internal static class Decided
{
    /// <summary>What a question of the model answers, whose null means that it cannot be computed.</summary>
    public static Truth ToTruth(this bool? answer) => answer switch { true => Truth.Yes, false => Truth.No, null => Truth.Maybe };

    /// <summary>A fact as it decides: the default when nobody said anything.</summary>
    public static Truth ToTruth(this Fact<bool> fact, bool byDefault = false) => fact.State switch
    {
        FactState.Known => fact.Value ? Truth.Yes : Truth.No,
        FactState.Unknown => Truth.Maybe,
        _ => byDefault ? Truth.Yes : Truth.No,
    };

    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;
}
