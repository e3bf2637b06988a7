namespace ContainerSec.Readers.Files;

/// <summary>Which files of a directory are worth a look: by name alone, before anything is read.</summary>
internal static class Detection
{
    private static readonly string[] Extensions = [".yml", ".yaml", ".json", ".jsonc", ".csproj", ".fsproj", ".vbproj", ".props", ".dockerfile", ".containerfile"];

    public static bool MayBeConfiguration(string name) =>
        name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Extensions, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
