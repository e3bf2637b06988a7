#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Readers.Files;

/// <summary>Files that are read as one: a Compose file with its override beside it, as the client takes them; every other file alone.</summary>
internal sealed record FileGroup(IReadOnlyList<string> Paths)
{
    // Of several names in one folder the client takes the first that is there.
    private static readonly string[] ComposeNames = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    public static IReadOnlyList<FileGroup> Of(IReadOnlyList<string> files)
    {
        var present = files.ToHashSet(StringComparer.Ordinal);
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!ComposeNames.Contains(Path.GetFileName(file)))
                continue;
            var stem = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file));
            foreach (var extension in (string[])[".yaml", ".yml"])
            {
                if (present.Contains(stem + ".override" + extension) && overrides.TryAdd(file, stem + ".override" + extension))
                    break;
            }
        }

        var taken = overrides.Values.ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(f => !taken.Contains(f)).Select(f => new FileGroup(overrides.TryGetValue(f, out var other) ? [f, other] : [f]))];
    }
}
