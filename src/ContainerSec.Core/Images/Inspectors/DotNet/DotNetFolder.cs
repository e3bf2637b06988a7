namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Tells which folders belong to an installation of .NET and not to an application.</summary>
internal static class DotNetFolder
{
    /// <summary>Takes <c>usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/Microsoft.NETCore.App.deps.json</c> apart; false for other paths.</summary>
    public static bool IsFramework(string path, out string root, out string name, out string version)
    {
        (root, name, version) = ("", "", "");
        var parts = path.Split('/');
        if (parts.Length < 4 || parts[^4] != "shared" || !parts[^1].StartsWith(parts[^3] + ".", StringComparison.Ordinal))
            return false;
        (root, name, version) = (string.Join('/', parts[..^4]), parts[^3], parts[^2]);
        return true;
    }

    /// <summary>Takes <c>usr/share/dotnet/sdk/10.0.100/dotnet.runtimeconfig.json</c> apart; false for other paths.</summary>
    public static bool IsSdk(string path, out string version)
    {
        var parts = path.Split('/');
        version = parts.Length >= 3 ? parts[^2] : "";
        return parts.Length >= 3 && parts[^3] == "sdk" && parts[^1] == "dotnet.runtimeconfig.json" && FrameworkVersion.Parse(version) is not null;
    }

    /// <summary>Whether a file stands below <c>shared/NAME/VERSION</c>, <c>sdk/VERSION</c>, <c>packs</c>, <c>sdk-manifests</c>, or in a package cache: what it is, is told by the installation or by nobody who runs it.</summary>
    public static bool IsOfInstallation(string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length - 2; i++)
        {
            var isInstalled = parts[i] switch
            {
                "shared" => i + 3 < parts.Length && FrameworkVersion.Parse(parts[i + 2]) is not null,
                "sdk" => FrameworkVersion.Parse(parts[i + 1]) is not null,
                "packs" => i + 3 < parts.Length && FrameworkVersion.Parse(parts[i + 2]) is not null,
                "sdk-manifests" or "library-packs" or "template-packs" => true,
                ".nuget" => parts[i + 1] == "packages",
                _ => false,
            };
            if (isInstalled)
                return true;
        }

        return false;
    }
}
