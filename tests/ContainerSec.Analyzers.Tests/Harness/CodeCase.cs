using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests;

/// <summary>A case of a <c>.cases</c> file (<see cref="CaseFile"/>): <c>ids | code</c>.</summary>
/// <remarks>
/// <c>ids</c> are all that is reported, in the order of the text, or <c>none</c>; <c>strict:</c> before them runs the mode strict, and then
/// only the ids that are named are looked at (<c>-CSEC0101</c> must be absent); <c>CSEC0901/info</c> asks for a severity too.
/// <c>«…»</c> in the code marks the place of the diagnostics, one mark each in order; without marks places are not looked at.
/// </remarks>
internal sealed record CodeCase(string File, int Line, string Template, bool IsStrict, IReadOnlyList<string> Expected, string Code)
{
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(File)}:{Line} {string.Join(' ', Expected)} | {Code.ReplaceLineEndings(" ")}";

    public static IEnumerable<CodeCase> ReadAll(string folder)
    {
        foreach (var read in CaseFile.ReadAll(folder, ".cases"))
        {
            var isStrict = read.Head.StartsWith("strict:", StringComparison.Ordinal);
            var ids = (isStrict ? read.Head["strict:".Length..] : read.Head).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new CodeCase(read.Path, read.Line, read.Template, isStrict, ids is ["none"] ? [] : ids, read.Code);
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
