namespace ContainerSec.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its folder: the first one upwards that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path of a source file as it is on this machine: a deterministic build writes <c>/_/</c> for the checkout.</summary>
    /// <param name="path">As the compiler wrote it.</param>
    public static string SourcePath(string path) =>
        path.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(Root, path[3..]) : path;

    private static string Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, "ContainerSec.Core.sln")))
                return current.FullName;
        }

        throw new InvalidOperationException($"No checkout was found above {folder}.");
    }
}
