using ContainerSec.Readers;
using ContainerSec.Readers.Files;
using ContainerSec.Readers.Text;

namespace ContainerSec.Files;

/// <summary>Finds and reads files: below a directory, or one that is named.</summary>
internal sealed class PathReader(CheckOptions options)
{
    private readonly string _workingDirectory = Path.GetFullPath(options.WorkingDirectory ?? Environment.CurrentDirectory);

    /// <summary>Reads what lies below a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="problems">Takes what is wrong with the directory itself; what is wrong with a file is in its result.</param>
    /// <param name="cancellationToken">Checked before each file.</param>
    public async Task<IReadOnlyList<FileResult>> ReadDirectoryAsync(string directory, List<ReadProblem> problems, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(directory);
        var walk = new DirectoryWalk(root, options.Exclude);
        var groups = FileGroup.Of(walk.Files());
        foreach (var error in walk.Errors)
            problems.Add(new ReadProblem(ProblemSeverity.Error, error, null) { Code = "CSEC0001" });
        foreach (var link in walk.Links)
            problems.Add(new ReadProblem(ProblemSeverity.Note, "This is a link; links are not followed. Name the file to have it judged.", new SourceText(DisplayName(link), "").At(0, 0)) { Code = "CSEC0001" });

        var results = new FileResult?[groups.Count];
        await ForEachAsync(groups.Count, i => results[i] = ReadFound(groups[i], root), cancellationToken).ConfigureAwait(false);
        return [.. results.Where(static r => r is not null).Select(static r => r!)];
    }

    // A file that was found below a directory: null when it is no configuration.
    private FileResult? ReadFound(FileGroup group, string root)
    {
        var texts = new List<SourceText>();
        Surface? surface = null;
        foreach (var path in group.Paths)
        {
            var name = DisplayName(path);
            var (content, error) = TextFile.Read(path, options.MaxFileSize);
            if (content is null)
            {
                // What is no text is a mistake only where the name says that it should be one.
                if (ConfigurationReader.Recognise(name, "") is not null)
                    return FileResult.Failed(name, error!);
                continue;
            }

            if (ConfigurationReader.Recognise(name, content) is not { } recognised)
                continue;
            surface ??= recognised;
            texts.Add(new SourceText(name, content));
        }

        return surface is { } known ? Read(known, texts, root) : null;
    }

    /// <summary>Reads a file that was named: whatever its name.</summary>
    public FileResult ReadNamed(string path)
    {
        var name = DisplayName(path);
        if (!File.Exists(path))
            return FileResult.Failed(name, "There is no such file or directory.");
        var (content, error) = TextFile.Read(path, options.MaxFileSize);
        if (content is null)
            return FileResult.Failed(name, error!);
        var text = new SourceText(name, content);
        return ConfigurationReader.Recognise(name, content) is { } surface
            ? Read(surface, [text], Path.GetDirectoryName(Path.GetFullPath(path))!)
            : Unrecognised(text);
    }

    private static FileResult Unrecognised(SourceText text)
    {
        var problems = new List<ReadProblem>();
        var extension = Path.GetExtension(text.Path).ToUpperInvariant();
        if (extension is ".YML" or ".YAML" or ".JSON")
            YamlReader.Read(text, ReadOptions.Default, problems);
        if (problems.Count == 0)
            problems.Add(new ReadProblem(ProblemSeverity.Note, "This is no container configuration of a kind that is known; nothing was judged.", text.At(0, 0)) { Code = "CSEC0001" });
        return new FileResult([], new ReadResult { Problems = problems }, [text]);
    }

    private FileResult Read(Surface surface, IReadOnlyList<SourceText> texts, string root)
    {
        var options = new ReadOptions { Open = path => OpenRelated(path, root) };
        var files = texts.Select(t => new CheckedFile(t.Path, surface)).ToList();
        return new FileResult(files, ConfigurationReader.Read(surface, texts, options), texts);
    }

    // Files that a text refers to are read only below the directory that was named, or below the working directory: a hostile file cannot point at the rest of the machine.
    private SourceText? OpenRelated(string path, string root)
    {
        var full = Path.GetFullPath(path, _workingDirectory);
        if (!IsBelow(full, root) && !IsBelow(full, _workingDirectory))
            return null;
        if (!File.Exists(full) || HasLink(full, root))
            return null;
        return TextFile.Read(full, options.MaxFileSize).Text is { } content ? new SourceText(DisplayName(full), content) : null;
    }

    // A link in any folder on the way may lead out.
    private bool HasLink(string file, string root)
    {
        if (new FileInfo(file).LinkTarget is not null)
            return true;
        for (var folder = new FileInfo(file).Directory; folder is not null && (IsBelow(folder.FullName, root) || IsBelow(folder.FullName, _workingDirectory)); folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
                return true;
        }

        return false;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private string DisplayName(string path)
    {
        var full = Path.GetFullPath(path);
        var name = IsBelow(full, _workingDirectory) ? Path.GetRelativePath(_workingDirectory, full) : full;
        return name.Replace('\\', '/');
    }

    /// <summary>Runs something for each of some files, on as many threads as the options allow.</summary>
    public async Task ForEachAsync(int count, Action<int> body, CancellationToken cancellationToken)
    {
        // One file is not worth a thread pool.
        if (count <= 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxParallelism), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, (i, _) =>
        {
            body(i);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
    }
}
