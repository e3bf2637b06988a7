namespace ContainerSec.Images.Inspection;

/// <summary>Which files an inspector asks for. Paths have no leading slash and are those of the layer, before links are followed.</summary>
internal readonly record struct PathInterest
{
    private PathInterest(InterestKind kind, string text) => (Kind, Text) = (kind, text);

    public InterestKind Kind { get; }

    public string Text { get; }

    /// <summary>One file: <c>etc/passwd</c>.</summary>
    public static PathInterest File(string path) => new(InterestKind.File, path);

    /// <summary>The files of one folder, not of those below it: <c>var/lib/dpkg/status.d</c>.</summary>
    public static PathInterest Folder(string path) => new(InterestKind.Folder, path);

    /// <summary>All files below a folder, at any depth.</summary>
    public static PathInterest Below(string path) => new(InterestKind.Below, path);

    /// <summary>Files of this name in any folder: <c>package.json</c>.</summary>
    public static PathInterest Name(string name) => new(InterestKind.Name, name);

    /// <summary>Files whose name ends so, from one of its dots on: <c>.deps.json</c>, <c>.jar</c>.</summary>
    public static PathInterest Extension(string extension) => new(InterestKind.Extension, extension);

    /// <summary>Regular files that somebody may execute, and files whose name ends in <c>.so</c> or <c>.so.N</c> or <c>.exe</c>.</summary>
    public static PathInterest Executables { get; } = new(InterestKind.Executable, "");

    /// <summary>Every regular file.</summary>
    public static PathInterest Everything { get; } = new(InterestKind.Everything, "");
}

/// <summary>How <see cref="PathInterest.Text"/> is compared.</summary>
internal enum InterestKind
{
    File,
    Folder,
    Below,
    Name,
    Extension,
    Executable,
    Everything,
}
