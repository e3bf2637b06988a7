using ContainerSec.Readers;

namespace ContainerSec.Files;

/// <summary>What was read from a file, or from files that are merged.</summary>
internal sealed record FileResult(IReadOnlyList<CheckedFile> Files, ReadResult Result, IReadOnlyList<SourceText> Texts)
{
    /// <summary>A file that could not be read at all.</summary>
    public static FileResult Failed(string name, string error)
    {
        var text = new SourceText(name, "");
        var problem = new ReadProblem(ProblemSeverity.Error, error, text.At(0, 0)) { Code = "CSEC0001" };
        return new FileResult([], new ReadResult { Problems = [problem] }, [text]);
    }
}
