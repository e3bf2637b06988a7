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
