using ContainerSec.Testing;

namespace ContainerSec.Tests.Secrets;

/// <summary>What the rules about secrets say: never the secret, and each place once.</summary>
[TestClass]
public class SecretMessageTests
{
    private const string Secret = "Tr0ub4dor";

    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<object[]> Cases =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Rules", "Cases"), "CSEC12*.cases")
            .Order(StringComparer.Ordinal).SelectMany(RuleCase.Read)
            .Where(static row => row.Expected == Verdict.Fail && row.Text.Contains(Secret, StringComparison.Ordinal))
            .Select(static row => new object[] { row });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Finding_OfASecret_DoesNotShowIt(RuleCase row)
    {
        foreach (var finding in RuleTester.Evaluate(row.RuleId, row.Surface, row.File).Findings)
            Assert.IsFalse(finding.Message.Contains(Secret, StringComparison.Ordinal), finding.Message);
    }

    [TestMethod]
    [DataRow("hunter2-of-the-shop", "CSEC1201", DisplayName = "a literal, not also a secret in an image")]
    [DataRow("postgres", "CSEC1207", DisplayName = "a well-known password, not also a literal")]
    [DataRow("changeme", "CSEC1207", DisplayName = "a placeholder that is a default password too")]
    public void Evaluate_SecretInImage_IsSaidOnce(string value, string expected)
    {
        var variable = Fact.Known(new EnvironmentVariable { Name = "DB_PASSWORD", Value = Fact.Known(value, At(0)) }, At(0));
        var deployment = new Deployment { Images = [new ImageConfig { Kind = "image", User = Fact.Known(new Principal(1654)), Environment = new FactList<EnvironmentVariable>([variable]) }] };

        Assert.AreEqual(expected, Rules(deployment));
    }

    [TestMethod]
    [DataRow(true, "CSEC1204")]
    [DataRow(false, "CSEC1202")]
    public void Evaluate_SecretParameter_IsSaidOnce(bool isPublished, string expected)
    {
        var parameter = new Parameter { Kind = "parameter", Name = "db-password", Value = Fact.Known("hunter2-of-the-shop", At(0)), IsPublished = Fact.Known(isPublished) };

        Assert.AreEqual(expected, Rules(new Deployment { Parameters = [parameter] }));
    }

    [TestMethod]
    public void Evaluate_WildcardRole_IsSaidOnce()
    {
        var every = new FactList<string>([Fact.Known("*", At(1))]);
        var rule = new RbacRule { ApiGroups = every, Resources = new FactList<string>([Fact.Known("*", At(2))]), Verbs = new FactList<string>([Fact.Known("*", At(3))]) };

        Assert.AreEqual("CSEC1401", Rules(new Deployment { Objects = [new RbacRole { Kind = "ClusterRole", Name = "operator", Rules = [rule] }] }));
    }

    private static TextProvenance At(int offset) => new SourceText("test", "0123456789").At(offset, offset + 1);

    private static string Rules(Deployment deployment) =>
        string.Join(' ', new PolicyEngine(Policy.Recommended).Evaluate(deployment, Today).Findings.Select(static finding => finding.Rule.Info.Id));
}
