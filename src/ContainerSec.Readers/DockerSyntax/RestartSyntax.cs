using System.Globalization;

namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--restart</c> and of Compose's <c>restart</c>: <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure[:COUNT]</c>.</summary>
internal static class RestartSyntax
{
    public static Fact<RestartPolicy> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.HasHole())
            return Fact.Unknown<RestartPolicy>(origin);
        var colon = text.IndexOf(':');
        var name = (colon < 0 ? text : text.Substring(0, colon)).ToLowerInvariant();
        if (name is not ("" or "no" or "always" or "unless-stopped" or "on-failure" or "never"))
        {
            error = $"There is no restart policy '{text}'; use no, always, unless-stopped or on-failure[:COUNT].";
            return Fact.Unknown<RestartPolicy>(origin);
        }

        // Podman's "never" is Docker's "no".
        var attempts = colon >= 0 && int.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : (int?)null;
        return Fact.Known(new RestartPolicy(name is "" or "never" ? "no" : name, attempts), origin);
    }
}
