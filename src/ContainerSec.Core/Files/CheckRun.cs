using ContainerSec.Readers;
using ContainerSec.Readers.Files;
using ContainerSec.Readers.Suppressions;
using ContainerSec.Readers.Text;

namespace ContainerSec.Files;

/// <summary>One call of the facade: finds files, reads them in parallel, judges what belongs together, and settles the report.</summary>
internal sealed class CheckRun
{
    private readonly CheckOptions _options;
    private readonly PolicyEngine _engine;
    private readonly DateTime _today;
    private readonly string _workingDirectory;
    private readonly List<CheckedFile> _files = [];
    private readonly List<ReadProblem> _problems = [];
    private readonly List<Finding> _findings = [];
    private readonly List<Unjudged> _unjudged = [];
    private int _passed;

    public CheckRun(CheckOptions options)
    {
        _options = options;
        _engine = new PolicyEngine(options.Policy);
        _today = options.Clock.GetUtcNow().UtcDateTime;
        _workingDirectory = Path.GetFullPath(options.WorkingDirectory ?? Environment.CurrentDirectory);
    }

    public async Task AddPathsAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var named = new List<string>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            if (Directory.Exists(path))
                await AddDirectoryAsync(path, cancellationToken).ConfigureAwait(false);
            else
                named.Add(path);
        }

        var results = new FileResult?[named.Count];
        var judged = new PolicyResult[named.Count];
        await ForEachAsync(named.Count, i =>
        {
            results[i] = ReadNamed(named[i]);
            judged[i] = Judge(results[i]!.Result.Deployment, named.Count == 1 ? Parallelism : 1, cancellationToken);
        }, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < named.Count; i++)
        {
            Add(results[i]!);
            Add(judged[i]);
        }
    }

    public void AddText(Surface surface, SourceText text)
    {
        var result = ConfigurationReader.Read(surface, text);
        Add(new FileResult([new CheckedFile(text.Path, surface)], result, [text]));
        Add(Judge(result.Deployment, Parallelism));
    }

    public void AddDeployment(Deployment deployment) => Add(Judge(deployment, Parallelism));

    private int Parallelism => Math.Max(1, _options.MaxParallelism);

    public CheckReport Settle()
    {
        var findings = InlineSuppressions.Apply(_findings, _problems);
        if (_options.Baseline is { } baseline)
            findings = baseline.Apply(findings);
        return new CheckReport
        {
            Policy = _options.Policy,
            Files = [.. _files.OrderBy(static f => f.Path, StringComparer.Ordinal)],
            Findings = findings,
            Unjudged = _unjudged,
            Problems = [.. _problems.OrderBy(static p => p.Origin?.Text?.Source.Path, StringComparer.Ordinal).ThenBy(static p => p.Origin?.Text?.StartOffset)],
            Passed = _passed,
        };
    }

    // A directory is one deployment: its files refer to each other.
    private async Task AddDirectoryAsync(string directory, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(directory);
        var walk = new DirectoryWalk(root, _options.Exclude);
        var groups = FileGroup.Of(walk.Files());
        foreach (var error in walk.Errors)
            _problems.Add(new ReadProblem(ProblemSeverity.Error, error, null) { Code = "CSEC0001" });
        foreach (var link in walk.Links)
            _problems.Add(new ReadProblem(ProblemSeverity.Note, "This is a link; links are not followed. Name the file to have it judged.", new SourceText(DisplayName(link), "").At(0, 0)) { Code = "CSEC0001" });

        var results = new FileResult?[groups.Count];
        await ForEachAsync(groups.Count, i => results[i] = ReadFound(groups[i], root), cancellationToken).ConfigureAwait(false);
        var read = results.Where(static r => r is not null).Select(static r => r!).ToList();
        read.ForEach(Add);
        Add(Judge(Deployment.Merge([.. read.Select(static r => r.Result.Deployment)]), Parallelism, cancellationToken));
    }

    // A file that was found below a directory: null when it is no configuration.
    private FileResult? ReadFound(FileGroup group, string root)
    {
        var texts = new List<SourceText>();
        Surface? surface = null;
        foreach (var path in group.Paths)
        {
            var name = DisplayName(path);
            var (content, error) = TextFile.Read(path, _options.MaxFileSize);
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

    // A file that was named: it is read whatever its name.
    private FileResult ReadNamed(string path)
    {
        var name = DisplayName(path);
        if (!File.Exists(path))
            return FileResult.Failed(name, "There is no such file or directory.");
        var (content, error) = TextFile.Read(path, _options.MaxFileSize);
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
        return TextFile.Read(full, _options.MaxFileSize).Text is { } content ? new SourceText(DisplayName(full), content) : null;
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

    private PolicyResult Judge(Deployment deployment, int maxParallelism, CancellationToken cancellationToken = default) =>
        _engine.Evaluate(deployment, _today, maxParallelism, cancellationToken);

    private void Add(FileResult result)
    {
        _files.AddRange(result.Files);
        _problems.AddRange(result.Result.Problems);
    }

    private void Add(PolicyResult result)
    {
        _findings.AddRange(result.Findings);
        _unjudged.AddRange(result.Unjudged);
        _passed += result.Passed;
    }

    private async Task ForEachAsync(int count, Action<int> body, CancellationToken cancellationToken)
    {
        // One file is not worth a thread pool.
        if (count <= 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, (i, _) =>
        {
            body(i);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
    }
}
