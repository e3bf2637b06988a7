namespace ContainerSec.Tests.Policies;

[TestClass]
public class ProfilesTests
{
    [TestMethod]
    public void Names_AllAreFound()
    {
        foreach (var name in Profiles.Names)
            Assert.AreEqual(name, Profiles.Find(name)?.Profile);
    }

    [TestMethod]
    [DataRow("pss-privileged")]
    [DataRow("pss-baseline@2.0")]
    [DataRow("baseline")]
    [DataRow("")]
    public void Find_OtherName_IsNull(string name) => Assert.IsNull(Profiles.Find(name));

    [TestMethod]
    [DataRow("pss-baseline@1.34")]
    [DataRow("pss-restricted@1.21")]
    [DataRow("PSS-Restricted@latest")]
    public void Find_PodSecurity_SelectsExactlyTheRulesOfItsChecks(string name)
    {
        var policy = Profiles.Find(name)!;

        Assert.IsTrue(policy.EnumeratesStandard);
        foreach (var rule in RuleCatalog.Rules)
        {
            var isMapped = rule.Info.Mappings.Any(mapping =>
                mapping.Standard is Standard.PodSecurityBaseline or Standard.PodSecurityRestricted && policy.PodSecurity!.Checks.Contains(mapping.Id));
            Assert.AreEqual(isMapped, policy.Rules.Contains(rule), rule.Info.Id);
        }
    }

    [TestMethod]
    public void Mappings_NameChecksOfTheirLevel()
    {
        foreach (var rule in RuleCatalog.Rules)
        {
            foreach (var mapping in rule.Info.Mappings)
            {
                var level = mapping.Standard switch
                {
                    Standard.PodSecurityBaseline => PodSecurityLevel.Baseline,
                    Standard.PodSecurityRestricted => PodSecurityLevel.Restricted,
                    _ => PodSecurityLevel.Privileged,
                };
                if (level != PodSecurityLevel.Privileged)
                    Assert.IsTrue(PodSecurityCheck.All.Any(check => check.Name == mapping.Id && check.Level == level), $"{rule.Info.Id}: {mapping}");
            }
        }
    }

    // Containers of tests hold no users' data and live for minutes: a warning there is for what reaches the host or a cluster, and for what makes the rest meaningless.
    [TestMethod]
    public void Recommended_InTests_WarnsOfThese()
    {
        string[] expected =
        [
            "CSEC0101", "CSEC0103", "CSEC0104", "CSEC0202", "CSEC0203", "CSEC0304", "CSEC0401", "CSEC0402", "CSEC0604", "CSEC0605", "CSEC0801", "CSEC0802",
            "CSEC0805", "CSEC0901", "CSEC0902", "CSEC0903", "CSEC0914", "CSEC1101", "CSEC1102", "CSEC1103", "CSEC1108", "CSEC1210", "CSEC1420",
        ];

        CollectionAssert.AreEqual(expected, IdsOf(Severity.Warning, RunContext.Test));
    }

    [TestMethod]
    [DataRow("CSEC1201")]
    [DataRow("CSEC1202")]
    [DataRow("CSEC1203")]
    [DataRow("CSEC1204")]
    [DataRow("CSEC1207")]
    [DataRow("CSEC1209")]
    [DataRow("CSEC1003")]
    [DataRow("CSEC1304")]
    public void Recommended_PasswordsAndPublishing_AreNotJudgedInTests(string id) =>
        Assert.AreEqual(Severity.Off, Policy.Recommended.SeverityOf(RuleCatalog.Find(id)!, RunContext.Test));

    [TestMethod]
    public void Recommended_NoRule_MattersMoreInTestsExceptThoseOfTests()
    {
        var more = RuleCatalog.Rules.Where(static rule => rule.Info.Test > rule.Info.Production).Select(static rule => rule.Info.Id).ToList();

        CollectionAssert.AreEqual(new[] { "CSEC0911", "CSEC1002" }, more);
    }

    private static List<string> IdsOf(Severity severity, RunContext context) =>
        [.. Policy.Recommended.Rules.Where(rule => Policy.Recommended.SeverityOf(rule, context) == severity).Select(static rule => rule.Info.Id)];

    [TestMethod]
    [DataRow("recomended", "recommended")]
    [DataRow("pss-restrictd@1.34", "pss-restricted@1.34")]
    [DataRow("cis-dokcer", "cis-docker")]
    [DataRow("everything", null)]
    public void Suggest_Misspelt_IsTheNearest(string name, string? expected) => Assert.AreEqual(expected, Profiles.Suggest(name));

    [TestMethod]
    [DataRow("", "", 0)]
    [DataRow("kitten", "sitting", 3)]
    [DataRow("CSEC0901", "CSEC091", 1)]
    [DataRow("abc", "", 3)]
    public void Distance_CountsEdits(string left, string right, int edits)
    {
        Assert.AreEqual(edits, NearestName.Distance(left, right));
        Assert.AreEqual(edits, NearestName.Distance(right, left));
    }
}
