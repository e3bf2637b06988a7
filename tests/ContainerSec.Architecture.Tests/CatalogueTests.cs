using System.Text.RegularExpressions;
using ContainerSec.Reports;
using ContainerSec.Testing;

namespace ContainerSec.Tests;

/// <summary>What holds for every rule, so that a new one cannot forget it.</summary>
[TestClass]
public partial class CatalogueTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "rules");

    private static readonly string RuleTests = Path.Combine(Repository.Root, "tests", "ContainerSec.Model.Tests", "Rules");

    public static IEnumerable<object[]> Rules => RuleCatalog.Rules.Select(static r => new object[] { r.Info.Id });

    [TestMethod]
    public void EveryRule_IsListedExactlyOnce()
    {
        var inAssembly = typeof(Rule).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract).Select(static t => t.Name).Order().ToList();
        var inCatalogue = RuleCatalog.Rules.Select(static r => r.GetType().Name).Order().ToList();

        CollectionAssert.AreEqual(inAssembly, inCatalogue);
    }

    [TestMethod]
    public void Ids_AreUniqueSortedAndInTheirChapter()
    {
        var ids = RuleCatalog.Rules.Select(static r => r.Info.Id).ToList();

        CollectionAssert.AreEqual(ids.Distinct().Order(StringComparer.Ordinal).ToList(), ids);
        foreach (var id in ids)
            Assert.MatchesRegex(IdPattern(), id);
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Rule_SaysAllThatItsPageNeeds(string id)
    {
        var info = RuleCatalog.Find(id)!.Info;

        Assert.IsTrue(info.Title.Length is > 5 and < 90 && !info.Title.EndsWith('.') && info.Title == info.Title.Trim(), "the title is short, and no sentence");
        Assert.IsGreaterThan(40, info.Why.Length, "why names a consequence");
        Assert.IsGreaterThan(15, info.Fix.Length, "fix says what to write");
        Assert.IsTrue(info.Why.EndsWith('.') && info.Fix.EndsWith('.'), "why and fix are sentences");
        foreach (var other in info.Precedes)
            Assert.IsNotNull(RuleCatalog.Find(other), $"{id} precedes {other}, which does not exist");
        if (!Judges(id) || HasOwnTests(id))
            return;
        Assert.IsTrue(info.Examples.Any(static e => e.Expected == Verdict.Fail), "a bad example");
        Assert.IsTrue(info.Examples.Any(static e => e.Expected == Verdict.Pass), "a good example");
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Rule_HasCasesThatFailAndPass(string id)
    {
        if (!Judges(id) || HasOwnTests(id))
            return;
        var path = Path.Combine(RuleTests, "Cases", id + ".cases");
        Assert.IsTrue(File.Exists(path), $"{path} is missing");
        var verdicts = RuleCase.Read(path).Select(static c => c.Expected).ToHashSet();

        Assert.Contains(Verdict.Fail, verdicts);
        Assert.IsTrue(verdicts.Contains(Verdict.Pass) || verdicts.Contains(Verdict.NotApplicable), "a case that does not fail");
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Mappings_HaveTheFormOfTheirStandard(string id)
    {
        foreach (var mapping in RuleCatalog.Find(id)!.Info.Mappings)
        {
            var pattern = mapping.Standard switch
            {
                Standard.CisDocker or Standard.CisKubernetes => CisPattern(),
                Standard.Nist800190 => NistPattern(),
                Standard.Cwe => CwePattern(),
                Standard.Attack => AttackPattern(),
                Standard.OwaspDocker => DockerTopTenPattern(),
                Standard.OwaspKubernetes => KubernetesTopTenPattern(),
                _ => AnyPattern(),
            };
            Assert.MatchesRegex(pattern, mapping.Id);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Page_SaysWhatTheRuleSays(string id) =>
        Assert.AreEqual("", Golden.Difference(Path.Combine(Pages, id + ".md"), RulePage.Markdown(RuleCatalog.Find(id)!.Info)));

    [TestMethod]
    public void Index_ListsEveryRule() =>
        Assert.AreEqual("", Golden.Difference(Path.Combine(Pages, "README.md"), RuleList.Markdown([.. RuleCatalog.Rules.Select(static r => r.Info)])));

    [TestMethod]
    public void Pages_AreThoseOfRules()
    {
        var pages = Directory.EnumerateFiles(Pages, "CSEC*.md").Select(static p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEqual(RuleCatalog.Rules.Select(static r => r.Info.Id).ToList(), pages);
    }

    private static bool Judges(string id) =>
        RuleCatalog.Find(id)!.GetType().GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IJudge<>));

    // Rules that go by an option of the policy have a test class of their own.
    private static bool HasOwnTests(string id) =>
        !File.Exists(Path.Combine(RuleTests, "Cases", id + ".cases"))
        && Directory.EnumerateFiles(RuleTests, "*Tests.cs", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains($"\"{id}\"", StringComparison.Ordinal));

    [GeneratedRegex("^CSEC(0[1-9]|1[0-4])[0-9]{2}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?$")]
    private static partial Regex CisPattern();

    [GeneratedRegex(@"^[34]\.[1-5]\.[1-5]$")]
    private static partial Regex NistPattern();

    [GeneratedRegex(@"^CWE-\d+$")]
    private static partial Regex CwePattern();

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$")]
    private static partial Regex AttackPattern();

    [GeneratedRegex("^D(0[1-9]|10)$")]
    private static partial Regex DockerTopTenPattern();

    [GeneratedRegex("^K(0[1-9]|10)$")]
    private static partial Regex KubernetesTopTenPattern();

    [GeneratedRegex(".+")]
    private static partial Regex AnyPattern();
}
