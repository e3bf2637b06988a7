using System.Text.RegularExpressions;
using ContainerSec.Testing;

namespace ContainerSec.Tests.Rules;

/// <summary>Every line of the files in <c>Cases</c> is a test; their form is described at <see cref="RuleCase"/>.</summary>
[TestClass]
public partial class RuleCaseTests
{
    private static IEnumerable<RuleCase> All =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Rules", "Cases"), "*.cases", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).SelectMany(RuleCase.Read);

    public static IEnumerable<object[]> Cases => All.Select(static c => new object[] { c });

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => data[0].ToString()!;

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(NameOf))]
    public void Case_HasItsVerdict(RuleCase row)
    {
        var result = RuleTester.Evaluate(row.RuleId, row.Surface, row.File);

        Assert.AreEqual(row.Expected, RuleTester.VerdictOf(result), $"{row}\n{string.Join("\n", result.Findings.Select(static f => f.Message))}");
        foreach (var finding in result.Findings)
            AssertOneSentence(finding.Message);
        if (row.Line is { } line)
            Assert.AreEqual(line, result.Findings[0].Origin!.Text!.Start.Line, row.ToString());
    }

    // What is quoted may hold anything.
    private static void AssertOneSentence(string message)
    {
        var spoken = QuotedPattern().Replace(message, "");
        Assert.IsFalse(message.EndsWith('.') || message.Contains('\n') || spoken.Contains(". ", StringComparison.Ordinal), $"one sentence without its period: {message}");
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex QuotedPattern();

    public static IEnumerable<object[]> Examples =>
        RuleCatalog.Rules.SelectMany(static rule => rule.Info.Examples.Where(static e => RuleTester.CanRead(e.Surface)).Select(example => new object[] { rule.Info.Id, example }));

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Example_HasTheVerdictItClaims(string id, Example example)
    {
        var verdict = RuleTester.Judge(id, example.Surface, example.Text);

        // A rule that lists what is there has nothing to say about a good example.
        Assert.AreEqual(example.Expected, verdict == Verdict.NotApplicable ? Verdict.Pass : verdict, example.Text);
    }
}
