using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Every fix of every diagnostic of every case of code: what it leaves compiles, and the diagnostic is gone.</summary>
[TestClass]
public class EveryFixTests
{
    [TestMethod]
    public void Fix_LeavesCodeThatCompiles_AndNoFinding()
    {
        var wrong = new ConcurrentBag<string>();
        var tried = 0;
        var cases = CodeCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Cases")).Where(static c => c.Expected.Count > 0);
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, codeCase =>
        {
            var (references, before, after) = Templates.Find(codeCase.Template);
            var document = FixHarness.ToDocument(references, Marks.TakeFrom(before + codeCase.Code + after).Text);
            var diagnostics = Run(document);
            foreach (var diagnostic in diagnostics)
            {
                foreach (var action in FixHarness.Offered(document, diagnostic))
                {
                    Interlocked.Increment(ref tried);
                    var changed = FixHarness.Apply(document, action);
                    var text = changed.GetTextAsync().GetAwaiter().GetResult().ToString();
                    // Code that does not compile is judged too; what a fix leaves of it is not held against the fix.
                    if (FixHarness.Errors(changed).FirstOrDefault() is { } error && !FixHarness.Errors(document).Any())
                        wrong.Add($"{codeCase.File}({codeCase.Line}) {diagnostic.Id} '{action.Title}' leaves {error}\n{text[before.Length..^after.Length]}");
                    else if (Run(changed).Count(d => d.Id == diagnostic.Id) >= diagnostics.Count(d => d.Id == diagnostic.Id))
                        wrong.Add($"{codeCase.File}({codeCase.Line}) {diagnostic.Id} '{action.Title}' leaves the finding\n{text[before.Length..^after.Length]}");
                }
            }
        });
        Assert.AreEqual("", string.Join("\n\n", wrong.Order(StringComparer.Ordinal)));
        Assert.IsGreaterThan(100, tried);
    }

    private static IReadOnlyList<Diagnostic> Run(Document document) => AnalyzerHarness.Run(document.Project.GetCompilationAsync().GetAwaiter().GetResult()!, "recommended");
}
