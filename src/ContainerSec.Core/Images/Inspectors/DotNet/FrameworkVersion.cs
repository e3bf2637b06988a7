using System.Globalization;
using System.Numerics;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The version of a shared framework: three numbers, perhaps a pre-release part. What stands after <c>+</c> does not count.</summary>
/// <remarks>semver.org 2.0.0, items 9 to 11.</remarks>
internal sealed class FrameworkVersion : IComparable<FrameworkVersion>
{
    private FrameworkVersion(int major, int minor, int patch, string preRelease) => (Major, Minor, Patch, PreRelease) = (major, minor, patch, preRelease);

    public int Major { get; }

    public int Minor { get; }

    public int Patch { get; }

    public string PreRelease { get; }

    public bool IsPreRelease => PreRelease.Length > 0;

    public static FrameworkVersion? Parse(string text)
    {
        var core = text.Split('+', 2)[0];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var preRelease = dash < 0 ? "" : core[(dash + 1)..];
        var numbers = (dash < 0 ? core : core[..dash]).Split('.');
        if (numbers.Length != 3 || (dash >= 0 && (preRelease.Length == 0 || preRelease.Split('.').Any(static p => p.Length == 0))))
            return null;
        return Number(numbers[0]) is { } major && Number(numbers[1]) is { } minor && Number(numbers[2]) is { } patch
            ? new FrameworkVersion(major, minor, patch, preRelease)
            : null;
    }

    public int CompareTo(FrameworkVersion? other)
    {
        if (other is null)
            return 1;
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0 || (!IsPreRelease && !other.IsPreRelease))
            return numbers;
        // A release comes after its pre-releases.
        return IsPreRelease && other.IsPreRelease ? Compare(PreRelease.Split('.'), other.PreRelease.Split('.')) : other.IsPreRelease.CompareTo(IsPreRelease);
    }

    private static int Compare(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var isNumber = BigInteger.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var a);
            var isOtherNumber = BigInteger.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var b);
            // Numbers come before words.
            var result = isNumber && isOtherNumber ? a.CompareTo(b)
                : isNumber || isOtherNumber ? isOtherNumber.CompareTo(isNumber)
                : string.CompareOrdinal(left[i], right[i]);
            if (result != 0)
                return result;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (text.Length == 1 || text[0] != '0') ? number : null;
}
