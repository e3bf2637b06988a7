namespace ContainerSec.Tests.Subjects;

[TestClass]
public class LabelSelectorTests
{
    // "?" stands for a label whose value is not known.
    [TestMethod]
    [DataRow("app=web", "app=web", true)]
    [DataRow("app=web", "app=api", false)]
    [DataRow("app=web", "", false)]
    [DataRow("", "app=web", true)]
    [DataRow("app=web", "app=web,?", true, DisplayName = "an unknown label takes nothing away")]
    [DataRow("app=web", "app=api,?", null)]
    [DataRow("app In web", "app=web,?", true)]
    [DataRow("app In web", "?", null)]
    [DataRow("app In web", "app=api", false)]
    [DataRow("app Exists", "app=a", true)]
    [DataRow("app Exists", "b=a", false)]
    [DataRow("app NotIn web", "app=api", true)]
    [DataRow("app NotIn web", "app=web", false)]
    [DataRow("app NotIn web", "b=a,?", null, DisplayName = "an unknown label may be the one that must not be there")]
    [DataRow("app DoesNotExist", "", true)]
    [DataRow("app DoesNotExist", "?", null)]
    [DataRow("app Like web", "app=web", false, DisplayName = "no such operator")]
    public void Matches_Labels(string selector, string labels, bool? expected) =>
        Assert.AreEqual(expected, Selector(selector).Matches(Labels(labels)));

    [TestMethod]
    public void Matches_IncompleteSelector_IsUnknownUnlessAPartSaysNo()
    {
        var selector = Selector("app=web") with { IsComplete = false };

        Assert.IsNull(selector.Matches(Labels("app=web")));
        Assert.IsFalse(selector.Matches(Labels("app=api")));
    }

    private static LabelSelector Selector(string text)
    {
        if (text.Length == 0)
            return new LabelSelector();
        var parts = text.Split(' ');
        return parts.Length == 1
            ? new LabelSelector { MatchLabels = [Label(text)] }
            : new LabelSelector { MatchExpressions = [new LabelRequirement(parts[0], parts[1], parts[2..])] };
    }

    private static FactList<Label> Labels(string text) =>
        new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static l => l == "?" ? Fact.Unknown<Label>() : Fact.Known(Label(l)))]);

    private static Label Label(string text) => new(text.Split('=')[0], text.Split('=')[1]);
}
