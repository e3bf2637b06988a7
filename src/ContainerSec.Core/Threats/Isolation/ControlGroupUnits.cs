using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>How the units of engines become values of control groups.</summary>
/// <remarks>
/// Kernel documentation, "Control Group v2": cpu.max is quota and period in microseconds, cpu.weight 1 to 10000 with the default 100;
/// Docker documentation: --cpus is a share of a period of 100 ms; the shares of v1 go from 2 to 262144 with the default 1024.
/// </remarks>
public static class ControlGroupUnits
{
    private const int Period = 100_000;

    /// <summary>The content of cpu.max for a number of processors: 0.25 is <c>25000 100000</c>.</summary>
    /// <param name="cpus">Processors; 0 or less is no limit.</param>
    public static string CpuMax(double cpus) => cpus > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (long)Math.Round(cpus * Period))} {Period}")
        : $"max {Period}";

    /// <summary>The weight that runc before 1.3.2 and crun before 1.23 made of shares: a straight line, by which the default 1024 became 39.</summary>
    /// <param name="shares">Shares; 0 is unset.</param>
    /// <returns>1 to 10000; 0 when unset.</returns>
    public static long LinearWeight(long shares) => shares <= 0 ? 0 : 1 + ((Clamp(shares) - 2) * 9999 / 262142);

    /// <summary>The weight that runc since 1.3.2 and crun since 1.23 make of shares: a curve through (2, 1), (1024, 100) and (262144, 10000).</summary>
    /// <param name="shares">Shares; 0 is unset.</param>
    /// <returns>1 to 10000; 0 when unset.</returns>
    /// <remarks>opencontainers/cgroups pull request 20: 10 to the power of (l² + 125 l) / 612 - 7 / 34, rounded up, where l is the binary logarithm of the shares.</remarks>
    public static long Weight(long shares)
    {
        if (shares is <= 2)
            return shares <= 0 ? 0 : 1;
        if (shares >= 262144)
            return 10000;
        var l = Math.Log2(shares);
        return (long)Math.Ceiling(Math.Pow(10, (((l * l) + (125 * l)) / 612.0) - (7.0 / 34.0)));
    }

    /// <summary>The shares that Kubernetes gives for a request of processor time: 1024 a processor, at the least 2.</summary>
    /// <param name="cpus">Processors requested.</param>
    public static long Shares(double cpus) => Math.Clamp((long)(cpus * 1024), 2, 262144);

    /// <summary>Bytes for people: <c>512 MiB</c>.</summary>
    internal static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {units[unit]}");
    }

    private static long Clamp(long shares) => Math.Clamp(shares, 2, 262144);
}
