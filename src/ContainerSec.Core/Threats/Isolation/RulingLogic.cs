namespace ContainerSec.Threats;

/// <summary>Kleene's "and", "or", "not" over answers that carry their reasons.</summary>
/// <remarks>The reasons of the result are those of the operands that decide it; of <see cref="Truth.Maybe"/> only the open ones.</remarks>
internal static class RulingLogic
{
    public static Ruling And(this Ruling left, Ruling right) => Combine(left, right, decisive: Truth.No);

    public static Ruling Or(this Ruling left, Ruling right) => Combine(left, right, decisive: Truth.Yes);

    public static Ruling Not(this Ruling ruling) =>
        ruling.Truth switch
        {
            Truth.Yes => new Ruling(Truth.No, ruling.Because),
            Truth.No => new Ruling(Truth.Yes, ruling.Because),
            _ => ruling,
        };

    private static Ruling Combine(Ruling left, Ruling right, Truth decisive)
    {
        if (left.Truth == decisive)
            return left;
        if (right.Truth == decisive)
            return right;
        var truth = left.Truth == Truth.Maybe || right.Truth == Truth.Maybe ? Truth.Maybe : left.Truth;
        if (left.Truth != right.Truth)
            return left.Truth == truth ? left : right;
        return new Ruling(truth, [.. left.Because, .. right.Because.Where(reason => !left.Because.Contains(reason))]);
    }
}
