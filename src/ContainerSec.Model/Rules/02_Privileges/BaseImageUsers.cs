namespace ContainerSec.Rules;

/// <summary>The user that widely used base images bring, as far as their publishers document it.</summary>
/// <remarks>An image that is not listed may still run as somebody else: only what is certain stands here.</remarks>
internal static class BaseImageUsers
{
    private const string Microsoft = "mcr.microsoft.com";

    // Repositories whose every current tag has a user without rights.
    private static readonly string[] NonRootRepositories =
    [
        "adminer", "elasticsearch", "grafana/grafana", "haproxy", "jenkins/jenkins", "keycloak/keycloak", "kibana", "logstash",
        "memcached", "mssql/server", "nginxinc/nginx-unprivileged", "odoo", "prom/alertmanager", "prom/prometheus", "solr", "varnish",
    ];

    /// <summary>Whether containers of the image are known to run as another user than root.</summary>
    public static bool IsNonRoot(ImageReference image)
    {
        var tag = image.Tag ?? "";
        if (image.Registry == "gcr.io" && image.Repository.StartsWith("distroless/", StringComparison.Ordinal))
            return tag == "nonroot" || tag.EndsWith("-nonroot", StringComparison.Ordinal);
        // .NET: chiseled Ubuntu and distroless Azure Linux run as "app"; every other tag leaves the choice to USER $APP_UID.
        if (image.Registry == Microsoft && image.Repository.StartsWith("dotnet/", StringComparison.Ordinal))
            return Contains(tag, "chiseled") || Contains(tag, "distroless");
        var repository = image.Repository.StartsWith("library/", StringComparison.Ordinal) ? image.Repository.Substring(8) : image.Repository;
        return NonRootRepositories.Contains(repository) || repository.StartsWith("bitnami/", StringComparison.Ordinal);
    }

    /// <summary>Whether an image is one for Windows.</summary>
    public static bool IsWindows(ImageConfig image) =>
        image.OperatingSystem.Is("windows") || (image.OperatingSystem.IsUnset && image.BaseImage.Is(IsWindows));

    /// <summary>Whether containers of a Windows image run as ContainerAdministrator: all but those on Nano Server do.</summary>
    public static bool IsWindowsAdministrator(ImageReference image) =>
        IsWindows(image) && !Contains(image.Repository, "nanoserver") && !Contains(image.Tag ?? "", "nanoserver");

    private static bool IsWindows(ImageReference image) =>
        (image.Registry == Microsoft && (image.Repository == "windows" || image.Repository.StartsWith("windows/", StringComparison.Ordinal)
            || image.Repository.StartsWith("dotnet/framework/", StringComparison.Ordinal)))
        || Contains(image.Tag ?? "", "nanoserver") || Contains(image.Tag ?? "", "windowsservercore");

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;
}
