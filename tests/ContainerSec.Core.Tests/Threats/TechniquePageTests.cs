using ContainerSec.Reports;
using ContainerSec.Testing;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

[TestClass]
public class TechniquePageTests
{
    public static IEnumerable<string> Ids => TechniqueCatalog.Techniques.Select(static t => t.Id);

    private static string Folder => Path.Combine(Repository.Root, "docs", "threats", "techniques");

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void Page_SaysWhatTheTechniqueSays(string id) =>
        Assert.AreEqual("", Golden.Difference(Path.Combine(Folder, id + ".md"), TechniquePage.Markdown(TechniqueCatalog.Find(id)!)));

    [TestMethod]
    public void Index_ListsEveryTechnique() => Assert.AreEqual("", Golden.Difference(Path.Combine(Folder, "README.md"), TechniquePage.Index()));

    [TestMethod]
    public void Folder_HoldsNoPageOfNobody() =>
        CollectionAssert.AreEquivalent(Ids.Append("README").ToArray(), Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).ToArray());

    [TestMethod]
    public void Ids_AreUnique() => CollectionAssert.AllItemsAreUnique(Ids.ToArray());

    [TestMethod]
    public void Rules_OfControls_Exist() =>
        Assert.AreEqual("", string.Join(", ", TechniqueCatalog.Controls.SelectMany(static c => c.Rules).Where(static r => RuleCatalog.Find(r) is null)));
}
