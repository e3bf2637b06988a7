using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Collects the problems of one read. A node that is used in several places (an alias, an extended service) is reported once.</summary>
internal sealed class ComposeProblems
{
    private const int MaxLength = 400;

    private readonly HashSet<(string Path, int Start, string Message)> _seen = [];

    /// <summary>Problems in the order in which they were found.</summary>
    public List<ReadProblem> List { get; } = [];

    public void Error(YamlNode at, string message) => Add(ProblemSeverity.Error, message, at.Source.At(at.Start, at.End));

    public void Warning(YamlNode at, string message) => Add(ProblemSeverity.Warning, message, at.Source.At(at.Start, at.End));

    public void Note(YamlNode at, string message) => Add(ProblemSeverity.Note, message, at.Source.At(at.Start, at.End));

    public void Add(ProblemSeverity severity, string message, TextProvenance at)
    {
        message = Presentable(message);
        if (_seen.Add((at.Source.Path, at.StartOffset, message)))
            List.Add(new ReadProblem(severity, message, at));
    }

    // A message may quote what was written: a key of a million characters, a text with holes.
    private static string Presentable(string message)
    {
        if (message.Length > MaxLength)
            message = message.Substring(0, MaxLength) + "…";
        return message.Replace(Holes.Hole, '…').Replace('\n', ' ');
    }

    /// <summary>Problems by file, in the order in which the files first had one, and in the order of each text.</summary>
    public IReadOnlyList<ReadProblem> InOrderOfText()
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var problem in List)
        {
            var path = problem.Origin?.Text?.Source.Path ?? "";
            if (!files.ContainsKey(path))
                files.Add(path, files.Count);
        }

        return
        [
            .. List.OrderBy(p => files[p.Origin?.Text?.Source.Path ?? ""]).ThenBy(static p => p.Origin?.Text?.StartOffset ?? 0),
        ];
    }
}
