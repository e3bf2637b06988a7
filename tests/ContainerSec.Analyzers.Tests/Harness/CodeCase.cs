using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests;

/// <summary>A case of a <c>.cases</c> file: <c>ids | code</c>, or <c>ids |</c> with the code in the indented lines that follow.</summary>
/// <remarks>
/// The first line of the file, <c>template: NAME</c>, says what stands around the code (<see cref="Templates"/>).
/// <c>ids</c> are all that is reported, in the order of the text, or <c>none</c>; <c>strict:</c> before them runs the mode strict, and then
/// only the ids that are named are looked at (<c>-CSEC0101</c> must be absent); <c>CSEC0901/info</c> asks for a severity too.
/// <c>«…»</c> in the code marks the place of the diagnostics, one mark each in order; without marks places are not looked at.
/// </remarks>
internal sealed record CodeCase(string File, int Line, string Template, bool IsStrict, IReadOnlyList<string> Expected, string Code)
{
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(File)}:{Line} {string.Join(' ', Expected)} | {Code.ReplaceLineEndings(" ")}";

    public static IEnumerable<CodeCase> ReadAll(string folder) =>
        Directory.EnumerateFiles(folder, "*.cases", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read);

    public static IEnumerable<CodeCase> Read(string path)
    {
        var template = "";
        var lines = System.IO.File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith("template:", StringComparison.Ordinal))
                template = line["template:".Length..].Trim();
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("template:", StringComparison.Ordinal))
                continue;
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar < 0 || template.Length == 0)
                throw new InvalidOperationException($"{path}({i + 1}): a case is 'ids | code' below a template: {line}");
            var (number, head, code) = (i + 1, line[..bar].Trim(), new StringBuilder(line[(bar + 1)..].Trim()));
            while (i + 1 < lines.Length && lines[i + 1].StartsWith("    ", StringComparison.Ordinal))
                code.Append('\n').Append(lines[++i][4..]);
            var isStrict = head.StartsWith("strict:", StringComparison.Ordinal);
            var ids = (isStrict ? head["strict:".Length..] : head).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new CodeCase(path, number, template, isStrict, ids is ["none"] ? [] : ids, code.ToString());
        }
    }

    /// <summary>Compiles the code in its template and compares.</summary>
    public void Check()
    {
        var (references, before, after) = Templates.Find(Template);
        var (code, marks) = Marks.TakeFrom(before + Code + after);
        var diagnostics = AnalyzerHarness.Run(references, [code], IsStrict ? "strict" : "recommended", parse: CSharpParseOptions.Default.WithPreprocessorSymbols("DEBUG"));
        var shown = diagnostics.Select(d => $"  {d.Id}/{Severity(d)} at {d.Location.GetLineSpan().StartLinePosition} «{code[d.Location.SourceSpan.Start..d.Location.SourceSpan.End]}»: {d.GetMessage(null)}");
        var message = $"{File}({Line})\nreported:\n{string.Join('\n', shown)}\ncode:\n{Code}";
        if (IsStrict)
        {
            var named = Expected.Select(static e => e.TrimStart('-').Split('/')[0]).ToHashSet();
            diagnostics = [.. diagnostics.Where(d => named.Contains(d.Id))];
        }

        var expected = Expected.Where(static e => e[0] != '-').ToArray();
        Assert.AreEqual(string.Join(' ', expected), string.Join(' ', diagnostics.Select((d, i) => i < expected.Length && expected[i].Contains('/') ? $"{d.Id}/{Severity(d)}" : d.Id)), message);
        for (var i = 0; i < marks.Count; i++)
            Assert.AreEqual(code[marks[i].Start..marks[i].End], code[diagnostics[i].Location.SourceSpan.Start..diagnostics[i].Location.SourceSpan.End], message);
    }

    private static string Severity(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "info",
        _ => "hidden",
    };
}
