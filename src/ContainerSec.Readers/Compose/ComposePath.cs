namespace ContainerSec.Readers.Compose;

/// <summary>Paths of files that a file refers to, with forward slashes.</summary>
internal static class ComposePath
{
    /// <summary>The folder of a file; empty for one without.</summary>
    public static string FolderOf(string file)
    {
        file = file.Replace('\\', '/');
        var slash = file.LastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : file.Substring(0, slash);
    }

    /// <summary>A path as seen from a folder, without needless parts.</summary>
    public static string Combine(string folder, string path)
    {
        path = path.Replace('\\', '/');
        if (path.Length > 0 && (path[0] == '/' || (path.Length > 1 && path[1] == ':')))
            return path;
        var parts = new List<string>();
        foreach (var part in (folder + "/" + path).Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "."))
                parts.Add(part);
        }

        var joined = string.Join("/", parts);
        return folder.StartsWith("/", StringComparison.Ordinal) ? "/" + joined : joined;
    }

    /// <summary>Whether it names something elsewhere: a repository, a registry.</summary>
    public static bool IsRemote(string path) =>
        path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal);
}
