using ContainerSec.Readers;
using ContainerSec.Readers.Suppressions;

namespace ContainerSec.Files;

/// <summary>One call of the facade: reads files in parallel, judges what belongs together, and settles the report.</summary>
internal sealed class CheckRun
{
    private readonly CheckOptions _options;
    private readonly PolicyEngine _engine;
    private readonly DateTime _today;
    private readonly PathReader _reader;
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
        _reader = new PathReader(options);
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
        await _reader.ForEachAsync(named.Count, i =>
        {
            results[i] = _reader.ReadNamed(named[i]);
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
        var read = await _reader.ReadDirectoryAsync(directory, _problems, cancellationToken).ConfigureAwait(false);
        foreach (var result in read)
            Add(result);
        Add(Judge(Deployment.Merge([.. read.Select(static r => r.Result.Deployment)]), Parallelism, cancellationToken));
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
}
