using System.Text;

namespace ContainerSec.Analyzers.Tests;

/// <summary>A file of cases: <c>head | code</c>, or <c>head |</c> with the code in the indented lines that follow; <c>#</c> begins a remark.</summary>
/// <remarks>A line <c>template: NAME</c> says what stands around the code of the cases below it (<see cref="Templates"/>).</remarks>
internal sealed record CaseFile(string Path, int Line, string Template, string Head, string Code)
{
    /// <summary>The cases of all files below a folder.</summary>
    public static IEnumerable<CaseFile> ReadAll(string folder, string extension) =>
        Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<CaseFile> Read(string path)
    {
        var template = "";
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            var (number, line) = (i + 1, lines[i]);
            if (line.StartsWith("template:", StringComparison.Ordinal))
                template = line["template:".Length..].Trim();
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("template:", StringComparison.Ordinal))
                continue;
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar < 0 || template.Length == 0)
                throw new InvalidOperationException($"{path}({number}): a case is 'head | code' below a template: {line}");
            var code = new StringBuilder(line[(bar + 1)..].Trim());
            while (IsCode(lines, i + 1))
                code.Append(code.Length == 0 ? "" : "\n").Append(lines[++i].Length == 0 ? "" : lines[i][4..]);
            yield return new CaseFile(path, number, template, line[..bar].Trim(), code.ToString());
        }
    }

    // An empty line belongs to the code when more of it follows.
    private static bool IsCode(string[] lines, int line) =>
        line < lines.Length && (lines[line].StartsWith("    ", StringComparison.Ordinal) || (lines[line].Length == 0 && IsCode(lines, line + 1)));
}
