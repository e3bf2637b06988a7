using System.Globalization;

namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--ulimit</c>: <c>nofile=1024:2048</c>; -1 is unlimited.</summary>
internal static class UlimitSyntax
{
    public static Fact<Ulimit> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.HasHole())
            return Fact.Unknown<Ulimit>(origin);
        var equals = text.IndexOf('=');
        if (equals > 0 && TryLimits(text.Substring(equals + 1), out var soft, out var hard))
            return Fact.Known(new Ulimit(text.Substring(0, equals).ToLowerInvariant(), soft, hard), origin);
        // Podman: the limits of the host.
        if (text != "host")
            error = $"'{text}' is not a limit; write NAME=SOFT[:HARD].";
        return Fact.Unknown<Ulimit>(origin);
    }

    private static bool TryLimits(string text, out long soft, out long hard)
    {
        var colon = text.IndexOf(':');
        hard = 0;
        if (!TryLimit(colon < 0 ? text : text.Substring(0, colon), out soft))
            return false;
        if (colon >= 0)
            return TryLimit(text.Substring(colon + 1), out hard);
        hard = soft;
        return true;
    }

    private static bool TryLimit(string text, out long limit) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit);
}
