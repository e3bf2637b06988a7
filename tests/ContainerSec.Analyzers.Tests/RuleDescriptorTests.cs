using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

[TestClass]
public class RuleDescriptorTests
{
    [TestMethod]
    public void Descriptors_AreThoseOfTheCatalogue() =>
        CollectionAssert.AreEqual(RuleCatalog.Rules.Select(static r => r.Info.Id).ToList(), RuleDescriptors.All.Select(static d => d.Id).ToList());

    [TestMethod]
    public void Descriptor_SaysWhatTheRuleSays()
    {
        var info = RuleCatalog.Find("CSEC0901")!.Info;
        var descriptor = RuleDescriptors.Of("CSEC0901");

        Assert.AreEqual(info.Title, descriptor.Title.ToString(null));
        Assert.AreEqual($"{info.Why} {info.Fix}", descriptor.Description.ToString(null));
        Assert.AreEqual("ContainerSec.BreakingIsolation", descriptor.Category);
        Assert.AreEqual(DiagnosticSeverity.Warning, descriptor.DefaultSeverity);
        Assert.AreEqual("urn:containersec:docs/rules/CSEC0901.md", descriptor.HelpLinkUri);
        Assert.IsTrue(descriptor.IsEnabledByDefault);
    }

    [TestMethod]
    public void DescriptorOfAnOptionalRule_HasTheSeverityThatItHasWhenOn()
    {
        foreach (var info in RuleCatalog.Rules.Select(static r => r.Info).Where(static i => i.Production == Severity.Off))
            Assert.AreEqual(RuleDescriptors.SeverityOf(info.WhenOn), RuleDescriptors.Of(info.Id).DefaultSeverity, info.Id);
    }
}
