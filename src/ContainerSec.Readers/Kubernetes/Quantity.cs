using System.Globalization;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Quantities of the Kubernetes API: <c>500m</c>, <c>128Mi</c>, <c>1.5G</c>, <c>1e6</c>.</summary>
/// <remarks>Kubernetes documentation, "Quantity": a signed decimal number with a binary suffix (Ki … Ei), a decimal one (n, u, m, k, M … E) or an exponent.</remarks>
internal static class Quantity
{
    /// <summary>The number that a text means; values beyond what a quantity holds are moved to its limit.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var end = NumberEnd(text);
        if (!decimal.TryParse(text.Substring(0, end), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || FactorOf(text.Substring(end)) is not { } factor)
            return false;
        // A quantity holds at most 2^63 - 1: far below where a product of decimals overflows.
        var estimate = (double)number * (double)factor;
        value = Math.Abs(estimate) >= long.MaxValue ? (estimate > 0 ? long.MaxValue : -long.MaxValue) : number * factor;
        return true;
    }

    /// <summary>Whole units, rounded away from zero as the API does.</summary>
    public static long ToUnits(decimal quantity)
    {
        var rounded = quantity < 0 ? decimal.Floor(quantity) : decimal.Ceiling(quantity);
        return rounded >= long.MaxValue ? long.MaxValue : rounded <= -long.MaxValue ? -long.MaxValue : (long)rounded;
    }

    private static int NumberEnd(string text)
    {
        var end = 0;
        while (end < text.Length && text[end] is (>= '0' and <= '9') or '.' || (end == 0 && text.Length > 0 && text[0] is '+' or '-'))
            end++;
        return end;
    }

    private static decimal? FactorOf(string suffix) => suffix switch
    {
        "" => 1,
        "n" => 0.000_000_001m,
        "u" => 0.000_001m,
        "m" => 0.001m,
        "k" => 1_000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        "T" => 1_000_000_000_000,
        "P" => 1_000_000_000_000_000,
        "E" => 1_000_000_000_000_000_000,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        "Pi" => 1L << 50,
        "Ei" => 1L << 60,
        _ => suffix[0] is 'e' or 'E' ? PowerOfTen(suffix.Substring(1)) : null,
    };

    private static decimal? PowerOfTen(string exponent)
    {
        if (!int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            return null;
        // Beyond these powers the product is at its limit, or rounds to nothing.
        power = Math.Min(Math.Max(power, -28), 27);
        var factor = 1m;
        for (var i = 0; i < Math.Abs(power); i++)
            factor = power > 0 ? factor * 10 : factor / 10;
        return factor;
    }
}
