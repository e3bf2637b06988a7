namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--device</c> and of Compose's <c>devices</c>: <c>HOST[:CONTAINER][:PERMISSIONS]</c> or a CDI name, <c>vendor.com/class=name</c>.</summary>
internal static class DeviceSyntax
{
    public static Fact<Device> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.IndexOf('=') >= 0 || text.IndexOf(':') < 0)
            return text.HasHole() ? Fact.Unknown<Device>(origin) : Fact.Known(new Device(text), origin);
        var parts = text.Split(':');
        // The path decides what is shared: a hole behind it takes nothing away.
        if (parts[0].HasHole())
            return Fact.Unknown<Device>(origin);
        if (parts.Length > 3)
            error = $"'{text}' is not a device; write HOST[:CONTAINER][:PERMISSIONS].";
        return parts.Length == 2 && ArePermissions(parts[1])
            ? Fact.Known(new Device(parts[0], null, parts[1]), origin)
            : Fact.Known(new Device(parts[0], Known(parts[1]), parts.Length > 2 ? Known(parts[2]) : null), origin);
    }

    private static string? Known(string part) => part.HasHole() ? null : part;

    private static bool ArePermissions(string text) => text.Length is > 0 and <= 3 && text.All(static c => c is 'r' or 'w' or 'm');
}
