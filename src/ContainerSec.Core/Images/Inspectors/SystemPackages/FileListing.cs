using System.Text;

namespace ContainerSec.Images.Inspectors;

/// <summary>Writes and reads <see cref="PackageFilesFact.Files"/>: each folder once, because lists of files are the largest part of what is kept of a layer.</summary>
internal sealed class FileListing
{
    private const int MaxLength = 1 << 20;

    private readonly StringBuilder _text = new();
    private string _folder = "";

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds a file; a path that cannot be one (climbing, with line ends) is left out.</summary>
    /// <param name="folder">Without slashes around it; empty for the root.</param>
    /// <param name="name">The last part of the path.</param>
    public void Add(string folder, string name)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\n', '\r') >= 0 || folder.AsSpan().IndexOfAny('\n', '\r') >= 0 || _text.Length > MaxLength)
            return;
        if (folder != _folder)
            _text.Append(_folder = folder).Append("/\n");
        _text.Append(name).Append('\n');
    }

    /// <summary>Adds a file by its path without leading slash.</summary>
    public void Add(string path)
    {
        var slash = path.LastIndexOf('/');
        Add(slash > 0 ? path[..slash] : "", path[(slash + 1)..]);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The paths.</summary>
    public static IEnumerable<string> Read(string files)
    {
        var folder = "";
        foreach (var line in files.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.EndsWith('/'))
                folder = line == "/" ? "" : line;
            else
                yield return folder + line;
        }
    }
}
