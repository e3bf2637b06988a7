namespace ContainerSec;

/// <summary>A path of the host in a form that can be compared: links that every distribution has are resolved, <c>..</c> and double slashes are gone, home directories are <c>~</c>.</summary>
/// <remarks>Relative paths are none: they lie beside the project, wherever that is.</remarks>
internal sealed class HostPath
{
    private static readonly string[] Homes =
        ["~", "$HOME", "${HOME}", "%USERPROFILE%", "$USERPROFILE", "${USERPROFILE}", "$env:USERPROFILE", "${localEnv:HOME}", "${localEnv:USERPROFILE}", "${env:HOME}"];

    private static readonly string[] RoamingFolders = ["$APPDATA", "${APPDATA}", "%APPDATA%", "${localEnv:APPDATA}", "${env:APPDATA}"];

    private HostPath(string root, IReadOnlyList<string> segments)
    {
        Root = root;
        Segments = segments;
    }

    /// <summary><c>/</c>, <c>~</c>, a Windows drive such as <c>C:</c>, or <c>pipe:</c> for a named pipe.</summary>
    public string Root { get; }

    /// <summary>The names below the root.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The last name; empty for a root.</summary>
    public string FileName => Segments.Count == 0 ? "" : Segments[Segments.Count - 1];

    // Windows compares names without case, and a home directory may be one of its.
    private bool IgnoresCase => Root != "/";

    /// <inheritdoc/>
    public override string ToString() => Root == "/" ? "/" + string.Join("/", Segments)
        : Segments.Count == 0 ? Root
        : Root + "/" + string.Join("/", Segments);

    /// <summary>Reads a path.</summary>
    /// <param name="text">As written: <c>/var/run/docker.sock</c>, <c>~/.ssh</c>, <c>C:\</c>, <c>\\.\pipe\docker_engine</c>.</param>
    /// <returns>The path; null when it is relative or empty.</returns>
    public static HostPath? Parse(string text)
    {
        var path = text.Trim().Replace('\\', '/');
        if (PipeName(path) is { } pipe)
            return new HostPath("pipe:", [pipe]);
        if (path.Length >= 2 && path[1] == ':' && IsLetter(path[0]))
            return FromWindows(char.ToUpperInvariant(path[0]) + ":", Resolve(path.Substring(2)));
        if (path.Length > 0 && path[0] == '/')
            return FromUnix(Resolve(path));
        return Home(path) is { } below ? new HostPath("~", Resolve(below)) : null;
    }

    /// <summary>Whether this is the other path or lies below it; a segment <c>*</c> of the other path stands for any one name.</summary>
    /// <param name="other">The path that may be above.</param>
    public bool IsAtOrBelow(HostPath other)
    {
        if (Root != other.Root || Segments.Count < other.Segments.Count)
            return false;
        for (var i = 0; i < other.Segments.Count; i++)
        {
            if (!SameName(Segments[i], other.Segments[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether the other path lies below this one.</summary>
    /// <param name="other">The path that may be below; its segments <c>*</c> stand for any one name.</param>
    public bool IsAbove(HostPath other)
    {
        if (Root != other.Root)
            return IsAboveHomes(other);
        if (Segments.Count >= other.Segments.Count)
            return false;
        for (var i = 0; i < Segments.Count; i++)
        {
            if (!SameName(Segments[i], other.Segments[i]))
                return false;
        }

        return true;
    }

    // The root of a disk holds every home directory, whose own place differs from host to host.
    private bool IsAboveHomes(HostPath other) => other.Root == "~" && Segments.Count == 0 && Root is "/" or "C:";

    private bool SameName(string name, string pattern) =>
        pattern == "*" || string.Equals(name, pattern, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    // npipe:////./pipe/NAME and //./pipe/NAME
    private static string? PipeName(string path)
    {
        const string Prefix = "//./pipe/";
        var bare = path.StartsWith("npipe:", StringComparison.OrdinalIgnoreCase) ? path.Substring(6) : path;
        var at = bare.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && bare.Take(at).All(static c => c == '/') ? bare.Substring(at + Prefix.Length).ToLowerInvariant() : null;
    }

    private static HostPath FromUnix(List<string> names)
    {
        // /var/run is a link to /run in every current distribution (file-hierarchy(7)).
        if (names.Count >= 2 && names[0] == "var" && names[1] == "run")
            names.RemoveAt(0);
        if (names.Count >= 1 && names[0] == "root")
            return new HostPath("~", names.GetRange(1, names.Count - 1));
        return names.Count >= 2 && names[0] is "home" or "Users"
            ? new HostPath("~", names.GetRange(2, names.Count - 2))
            : new HostPath("/", names);
    }

    private static HostPath FromWindows(string drive, List<string> names) =>
        names.Count >= 2 && string.Equals(names[0], "Users", StringComparison.OrdinalIgnoreCase) && !string.Equals(names[1], "Public", StringComparison.OrdinalIgnoreCase)
            ? new HostPath("~", names.GetRange(2, names.Count - 2))
            : new HostPath(drive, names);

    // What is left behind the home directory; null when the path does not begin with one.
    private static string? Home(string path)
    {
        if (path.Length == 0 || path[0] is not ('~' or '$' or '%'))
            return null;
        foreach (var name in Homes)
        {
            if (path.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (path.Length == name.Length || path[name.Length] == '/'))
                return path.Substring(name.Length);
        }

        foreach (var name in RoamingFolders)
        {
            if (path.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (path.Length == name.Length || path[name.Length] == '/'))
                return "/AppData/Roaming" + path.Substring(name.Length);
        }

        return null;
    }

    private static List<string> Resolve(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (name != "..")
                names.Add(name);
            else if (names.Count > 0)
                names.RemoveAt(names.Count - 1);
        }

        return names;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
