namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Collects what is wrong with a Dockerfile.</summary>
internal sealed class DockerfileProblems
{
    // A file with more is no Dockerfile; nobody reads on.
    private const int MaxErrors = 100;

    private readonly List<ReadProblem> _problems = [];

    public IReadOnlyList<ReadProblem> Problems => _problems;

    /// <summary>Whether reading on would only bring more of the same.</summary>
    public bool AreTooMany => _problems.Count >= MaxErrors;

    public void Error(string message, Statement place) => Error(message, place.Origin);

    public void Warning(string message, Statement place) => Warning(message, place.Origin);

    public void Error(string message, Provenance? place) => Add(ProblemSeverity.Error, message, place);

    public void Warning(string message, Provenance? place) => Add(ProblemSeverity.Warning, message, place);

    private void Add(ProblemSeverity severity, string message, Provenance? place)
    {
        if (_problems.Count < MaxErrors)
            _problems.Add(new ReadProblem(severity, message, place));
        if (_problems.Count == MaxErrors)
            _problems.Add(new ReadProblem(ProblemSeverity.Error, "too many errors; the rest of the file is not read", place));
    }
}
