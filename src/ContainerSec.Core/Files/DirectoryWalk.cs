using ContainerSec.Readers.Files;
using MAB.DotIgnore;

namespace ContainerSec.Files;

/// <summary>The files below a directory that may be container configuration, in a stable order.</summary>
/// <remarks>Honours <c>.gitignore</c> files, skips folders of builds and packages, and never follows a link.</remarks>
internal sealed class DirectoryWalk(string root, IReadOnlyList<string> exclude)
{
    private static readonly HashSet<string> SkippedFolders = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", ".git", "artifacts", ".vs", ".idea" };

    private readonly List<string> _files = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _links = [];

    /// <summary>Folders that could not be read, with the reason.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Links that have the name of a configuration file; they may lead out of the directory.</summary>
    public IReadOnlyList<string> Links => _links;

    public IReadOnlyList<string> Files()
    {
        Walk(root, "", []);
        return _files;
    }

    private void Walk(string folder, string relative, List<(string Base, IgnoreList Rules)> ignores)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _errors.Add($"The folder {folder} cannot be read: {exception.Message}");
            return;
        }

        if (Array.Find(entries, static e => e.Name == ".gitignore") is { } file && TextFile.Read(file.FullName, 1 << 20).Text is { } rules)
            ignores = [.. ignores, (relative, new IgnoreList(rules.Split('\n').Select(static l => l.TrimEnd('\r'))))];
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            var path = relative.Length == 0 ? entry.Name : relative + "/" + entry.Name;
            var isFolder = entry is DirectoryInfo;
            var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            if (isFolder ? SkippedFolders.Contains(entry.Name) || isLink : !Detection.MayBeConfiguration(entry.Name))
                continue;
            if (IsIgnored(path, isFolder, ignores) || exclude.Any(pattern => WildcardPattern.IsMatch(pattern, path)))
                continue;
            if (isLink)
                _links.Add(entry.FullName);
            else if (isFolder)
                Walk(entry.FullName, path, ignores);
            else
                _files.Add(entry.FullName);
        }
    }

    // The rules of a deeper file come later and win.
    private static bool IsIgnored(string path, bool isFolder, List<(string Base, IgnoreList Rules)> ignores)
    {
        foreach (var (folder, rules) in ignores)
        {
            var below = folder.Length == 0 ? path : path[(folder.Length + 1)..];
            if (rules.IsIgnored(below, isFolder))
                return true;
        }

        return false;
    }
}
