using ContainerSec.Testing;

namespace ContainerSec.Tests.Rules;

/// <summary>Rules that are silent until the policy sets an option.</summary>
[TestClass]
public class RuleOptionTests
{
    [TestMethod]
    [DataRow("nginx:1.27", Verdict.Pass)]
    [DataRow("docker.io/library/nginx:1.27", Verdict.Pass)]
    [DataRow("contoso/nginx:1.27", Verdict.Fail)]
    [DataRow("mcr.microsoft.com/dotnet/aspnet:10.0", Verdict.Pass)]
    [DataRow("mcr.microsoft.com.evil.example/dotnet/aspnet:10.0", Verdict.Fail)]
    [DataRow("ghcr.io/contoso/shop:1", Verdict.Pass)]
    [DataRow("ghcr.io/contoso-evil/shop:1", Verdict.Fail)]
    [DataRow("shop.azurecr.io/web:1", Verdict.Pass)]
    [DataRow("evil.example/shop.azurecr.io/web:1", Verdict.Fail)]
    public void TrustedRegistries_AreWholePartsOfTheName(string image, Verdict expected)
    {
        var options = new PolicyOptions { TrustedRegistries = ["docker.io/library", "mcr.microsoft.com", "ghcr.io/contoso", "*.azurecr.io/"] };

        Assert.AreEqual(expected, JudgeImage("CSEC0603", image, options));
    }

    [TestMethod]
    public void TrustedRegistries_NoneListed_NothingIsJudged() =>
        Assert.AreEqual(Verdict.NotApplicable, JudgeImage("CSEC0603", "evil.example/shop:1", PolicyOptions.Default));

    [TestMethod]
    [DataRow("labels: {owner: shop}", Verdict.Pass)]
    [DataRow("annotations: {owner: shop}", Verdict.Pass)]
    [DataRow("labels: {owner: \"\"}", Verdict.Fail)]
    [DataRow("labels: {team: shop}", Verdict.Fail)]
    public void RequiredLabels_CountAsLabelOrAnnotation(string metadata, Verdict expected) =>
        Assert.AreEqual(expected, RuleTester.Judge("CSEC0108", Surface.Kubernetes,
            $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  {metadata}\nspec:\n  containers:\n    - name: app\n      image: nginx:1.27\n",
            new PolicyOptions { RequiredLabels = ["owner"] }));

    [TestMethod]
    public void RequiredLabels_NoneListed_NothingIsJudged() =>
        Assert.AreEqual(Verdict.NotApplicable, RuleTester.Judge("CSEC0108", Surface.DockerRun, "docker run nginx"));

    [TestMethod]
    public void EndOfLife_FollowsTheDayThatIsGiven()
    {
        var workload = new Workload { Image = new WorkloadImage { Reference = Fact.Known(ImageReference.Parse("mcr.microsoft.com/dotnet/aspnet:8.0")) } };
        var engine = new PolicyEngine(new Policy { Rules = [RuleCatalog.Find("CSEC0701")!] });
        var deployment = new Deployment { Workloads = [workload] };

        Assert.IsEmpty(engine.Evaluate(deployment, Day(10)).Findings, "the last day counts");
        Assert.HasCount(1, engine.Evaluate(deployment, Day(11)).Findings);
    }

    private static DateTime Day(int day) => new(2026, 11, day, 0, 0, 0, DateTimeKind.Utc);

    private static Verdict JudgeImage(string rule, string image, PolicyOptions options) =>
        RuleTester.Judge(rule, Surface.DockerRun, $"docker run {image}", options);
}
