using System.Globalization;

namespace ContainerSec.Readers.DockerSyntax;

/// <summary>A number of bytes: <c>512m</c>, <c>1.5GiB</c>, <c>1024</c>. Every unit is a power of 1024.</summary>
internal static class SizeSyntax
{
    private const string Units = "bkmgtpe";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var end = text.Length;
        while (end > 0 && text[end - 1] is not ((>= '0' and <= '9') or '.'))
            end--;
        if (!decimal.TryParse(text.Substring(0, end), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || !TryUnit(text.Substring(end).Trim().ToLowerInvariant(), out var power))
            return false;
        for (var i = 0; i < power && number <= long.MaxValue; i++)
            number *= 1024;
        if (number is > long.MaxValue or < long.MinValue)
            return false;
        bytes = (long)number;
        return true;
    }

    public static Fact<long> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.HasHole())
            return Fact.Unknown<long>(origin);
        if (TryParse(text, out var bytes))
            return Fact.Known(bytes, origin);
        error = $"'{text}' is not a size; write a number with b, k, m or g.";
        return Fact.Unknown<long>(origin);
    }

    // "", b, k, kb, kib
    private static bool TryUnit(string unit, out int power)
    {
        power = unit.Length == 0 ? 0 : Units.IndexOf(unit[0]);
        return power >= 0 && (unit.Length <= 1 || (power > 0 && unit.Substring(1) is "b" or "ib"));
    }
}
