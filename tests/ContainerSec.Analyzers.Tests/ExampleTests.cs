namespace ContainerSec.Analyzers.Tests;

/// <summary>The examples in C# on the rules' pages: what a page says of them is what the analyzer says.</summary>
[TestClass]
public class ExampleTests
{
    public static IEnumerable<object[]> Examples => RuleCatalog.Rules.SelectMany(static rule => rule.Info.Examples
        .Where(static e => TemplateOf(e.Surface) is not null)
        .Select(e => new object[] { rule.Info.Id, $"{e.Expected} {e.Surface}: {e.Text}" }));

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Example_HasTheVerdictItClaims(string id, string name)
    {
        var example = RuleCatalog.Find(id)!.Info.Examples.Single(e => $"{e.Expected} {e.Surface}: {e.Text}" == name);
        var (references, before, after) = Templates.Find(TemplateOf(example.Surface)!);

        var reported = AnalyzerHarness.Run(references, [before + example.Text + after], "strict").Select(static d => d.Id);

        Assert.AreEqual(example.Expected == Verdict.Fail, reported.Contains(id), example.Text);
    }

    private static string? TemplateOf(Surface surface) => surface switch
    {
        Surface.AspireAppHost => "aspire13",
        Surface.Testcontainers => "testcontainers",
        Surface.DockerDotNet => "docker4",
        Surface.KubernetesClient => "kubernetes",
        _ => null,
    };
}
