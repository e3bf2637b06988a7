using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Tests;

/// <summary>A case of a <c>.fixes</c> file (<see cref="CaseFile"/>): <c>id | before ==> after</c>; in code of several lines <c>==></c> stands on a line of its own.</summary>
/// <remarks>
/// The template may be <c>file NAME</c>: then before and after are the whole text of such a file. The analyzer must report the rule once, or, with <c>«…»</c>, at that place; before the id
/// <c>all:</c> mends all of its diagnostics by Fix All, and <c>made:</c> makes the diagnostics at the marks instead of asking the analyzer.
/// A title in quotes behind the id picks the action, or else the only one is taken; <c>none</c> behind the arrow says that none is offered.
/// After the fix the code must compile, and the diagnostic must be gone.
/// </remarks>
internal sealed record FixCase(string File, int Line, string Template, bool IsAll, bool IsMade, string Id, string? Title, string Before, string After)
{
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(File)}:{Line} {Id} | {Before.ReplaceLineEndings(" ")}";

    /// <summary>Whether it is about a file beside the code.</summary>
    public bool IsFile => Template.StartsWith("file ", StringComparison.Ordinal);

    public static IEnumerable<FixCase> ReadAll(string folder)
    {
        foreach (var read in CaseFile.ReadAll(folder, ".fixes"))
        {
            var parts = read.Code.Split(read.Code.Contains("\n==>\n", StringComparison.Ordinal) ? "\n==>\n" : " ==> ");
            if (parts is not [var before, var after])
                throw new InvalidOperationException($"{read.Path}({read.Line}): before and after are parted by ==>");
            var (isAll, isMade) = (read.Head.Contains("all:", StringComparison.Ordinal), read.Head.Contains("made:", StringComparison.Ordinal));
            var head = read.Head.Replace("all:", "", StringComparison.Ordinal).Replace("made:", "", StringComparison.Ordinal).Trim();
            var quote = head.IndexOf('"', StringComparison.Ordinal);
            yield return new FixCase(read.Path, read.Line, read.Template, isAll, isMade, (quote < 0 ? head : head[..quote]).Trim(), quote < 0 ? null : head[quote..].Trim('"'), before, after);
        }
    }

    /// <summary>Applies the fix and compares.</summary>
    public void Check()
    {
        if (IsFile)
            CheckFile("/app/" + Template["file ".Length..]);
        else
            CheckCode();
    }

    private void CheckFile(string path)
    {
        var (content, marks) = Marks.TakeFrom(Before + "\n");
        var document = FileFixHarness.ToDocument(path, content);
        var reported = FileFixHarness.Run(path, content).Where(d => d.Id == Id && (IsAll || marks.Count == 0 || marks.Contains(d.Location.SourceSpan))).ToArray();
        Assert.IsNotEmpty(reported, $"{File}({Line}): {Id} is not reported.\n{Before}");
        var diagnostics = IsAll ? reported : reported[..1];
        var actions = diagnostics.SelectMany(d => FileFixHarness.Offered(document, d)).DistinctBy(static a => a.Title).ToArray();
        var action = Title is null ? actions.FirstOrDefault() : actions.FirstOrDefault(a => a.Title == Title);
        if (After == "none")
        {
            Assert.IsNull(action, $"{File}({Line}): '{action?.Title}' is offered.\n{Before}");
            return;
        }

        Assert.IsNotNull(action, $"{File}({Line}): offered are: {string.Join(", ", actions.Select(static a => $"'{a.Title}'"))}\n{Before}\nat {string.Join(", ", diagnostics.SelectMany(static d => d.AdditionalLocations.Prepend(d.Location)).Select(l => $"«{content.Substring(l.SourceSpan.Start, l.SourceSpan.Length)}»"))}");
        var text = IsAll ? FileFixHarness.ApplyAll(document, diagnostics, action.EquivalenceKey!) : FileFixHarness.Apply(document, action);
        Assert.AreEqual(Shown(After + "\n"), Shown(text), $"{File}({Line})");
        var left = FileFixHarness.Run(path, text);
        Assert.IsEmpty(left.Where(static d => d.Id == "CSEC0104"), $"{File}({Line}): what the fix leaves cannot be read.\n{text}");
        Assert.HasCount(IsAll ? 0 : FileFixHarness.Run(path, content).Count(d => d.Id == Id) - 1, left.Where(d => d.Id == Id), $"{File}({Line}): the diagnostic is still there.\n{text}");
    }

    private void CheckCode()
    {
        var (references, before, after) = Templates.Find(Template);
        var (code, marks) = Marks.TakeFrom(before + Before + after);
        var document = FixHarness.ToDocument(references, code);
        var errors = FixHarness.Errors(document).ToArray();
        Assert.IsEmpty(errors, $"{File}({Line}): the code does not compile: {errors.FirstOrDefault()}\n{Before}");
        var diagnostics = DiagnosticsOf(document, marks);
        Assert.IsNotEmpty(diagnostics, $"{File}({Line}): {Id} is not reported.\n{Before}");
        var actions = diagnostics.SelectMany(d => FixHarness.Offered(document, d)).DistinctBy(static a => a.Title).ToArray();
        var action = Title is null ? actions.FirstOrDefault() : actions.FirstOrDefault(a => a.Title == Title);
        if (After == "none")
        {
            Assert.IsNull(action, $"{File}({Line}): '{action?.Title}' is offered.\n{Before}");
            return;
        }

        Assert.IsNotNull(action, $"{File}({Line}): offered are: {string.Join(", ", actions.Select(static a => $"'{a.Title}'"))}\n{Before}\nat {string.Join(", ", diagnostics.SelectMany(static d => d.AdditionalLocations.Prepend(d.Location)).Select(l => $"«{code.Substring(l.SourceSpan.Start, l.SourceSpan.Length)}»"))}");
        var changed = IsAll ? FixHarness.ApplyAll(document, diagnostics, action.EquivalenceKey!) : FixHarness.Apply(document, action);
        var text = changed.GetTextAsync().GetAwaiter().GetResult().ToString();
        Assert.AreEqual(Shown(before + After + after), Shown(text), $"{File}({Line})");
        errors = [.. FixHarness.Errors(changed)];
        Assert.IsEmpty(errors, $"{File}({Line}): what the fix leaves does not compile: {errors.FirstOrDefault()}\n{text}");
        if (!IsMade)
            Assert.HasCount(IsAll ? 0 : CountOf(document) - 1, AnalyzerHarness.Run(changed.Project.GetCompilationAsync().GetAwaiter().GetResult()!, "strict").Where(d => d.Id == Id), $"{File}({Line}): the diagnostic is still there.\n{text}");
    }

    private int CountOf(Document document) => AnalyzerHarness.Run(document.Project.GetCompilationAsync().GetAwaiter().GetResult()!, "strict").Count(d => d.Id == Id);

    private List<Diagnostic> DiagnosticsOf(Document document, IReadOnlyList<TextSpan> marks)
    {
        if (IsMade)
        {
            var tree = document.GetSyntaxTreeAsync().GetAwaiter().GetResult()!;
            return [.. marks.Select(m => Diagnostic.Create(RuleDescriptors.Of(Id), Location.Create(tree, m), "made"))];
        }

        var reported = AnalyzerHarness.Run(document.Project.GetCompilationAsync().GetAwaiter().GetResult()!, "strict").Where(d => d.Id == Id);
        return [.. IsAll ? reported : reported.Where(d => marks.Count == 0 || marks.Contains(d.Location.SourceSpan)).Take(1)];
    }

    // A blank at the end of a line is a mistake that one does not see.
    private static string Shown(string text) => text.ReplaceLineEndings("\n");
}
