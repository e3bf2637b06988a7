using System.Globalization;

namespace ContainerSec.Reports;

/// <summary>How many bytes, for people: <c>1.4 MB</c>, in powers of ten as registries show them.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Of(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        for (; value >= 999.5 && unit < Units.Length - 1; unit++)
            value /= 1000;
        return unit == 0 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{(value < 9.95 ? Math.Round(value, 1) : Math.Round(value))} {Units[unit]}");
    }
}
