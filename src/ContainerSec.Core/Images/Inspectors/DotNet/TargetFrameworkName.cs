namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Names of target frameworks.</summary>
internal static class TargetFrameworkName
{
    /// <summary>The short form that projects use: <c>.NETCoreApp,Version=v10.0</c> is <c>net10.0</c>. A name that is not known stays as it is.</summary>
    public static string Short(string name)
    {
        var parts = name.Split(",Version=v", 2);
        if (parts.Length != 2 || !Version.TryParse(parts[1], out var version))
            return name;
        return parts[0] switch
        {
            // Since 5 the name is "net" alone.
            ".NETCoreApp" => version.Major >= 5 ? $"net{parts[1]}" : $"netcoreapp{parts[1]}",
            ".NETStandard" => $"netstandard{parts[1]}",
            ".NETFramework" => $"net{parts[1].Replace(".", "", StringComparison.Ordinal)}",
            _ => name,
        };
    }
}
