using ContainerSec.Analyzers.CodeFixes;

namespace ContainerSec.Analyzers.Tests;

/// <summary>The table of edits is complete: nothing is left out, and nothing in it is untried.</summary>
[TestClass]
public class RuleFixesTests
{
    private static readonly IReadOnlyList<FixCase> Cases = [.. FixCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Fixes")).Where(static c => c.After != "none")];

    [TestMethod]
    public void EveryRule_HasAnEditOrAReason()
    {
        var without = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixes", "without-edit.txt"))
            .Where(static l => l.StartsWith("CSEC", StringComparison.Ordinal)).SelectMany(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var all = RuleCatalog.Rules.Select(static r => r.Info.Id).ToArray();
        Assert.AreEqual("", string.Join(' ', all.Except(RuleFixes.Ids).Except(without)), "These rules have neither an edit nor a reason.");
        Assert.AreEqual("", string.Join(' ', without.Intersect(RuleFixes.Ids)), "These rules have both.");
        Assert.AreEqual("", string.Join(' ', RuleFixes.Ids.Concat(without).Except(all)), "These rules are not in the catalogue.");
        Assert.AreEqual("", string.Join(' ', without.GroupBy(static i => i).Where(static g => g.Count() > 1).Select(static g => g.Key)), "These rules are listed twice.");
    }

    [TestMethod]
    public void EveryEditOfCode_IsTried() =>
        Assert.AreEqual("", string.Join(' ', RuleFixes.All.Where(static f => f.Code.Count > 0).Select(static f => f.Id).Except(Cases.Where(static c => !c.IsFile).Select(static c => c.Id))));

    [TestMethod]
    public void EveryEditOfFiles_IsTried() =>
        Assert.AreEqual("", string.Join(' ', RuleFixes.All.Where(static f => f.Files.Count > 0).Select(static f => f.Id).Except(Cases.Where(static c => c.IsFile).Select(static c => c.Id))));

    [TestMethod]
    public void Table_IsInOrder() => CollectionAssert.AreEqual(RuleFixes.Ids.Order(StringComparer.Ordinal).ToArray(), RuleFixes.Ids.ToArray());
}
