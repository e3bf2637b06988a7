using ContainerSec.Images.Inspectors.Secrets;
using ContainerSec.Testing;

namespace ContainerSec.Tests.Images.Secrets;

[TestClass]
public class SecretPageTests
{
    [TestMethod]
    public void Page_ListsEveryKind() => Assert.AreEqual("", Golden.Difference(Page, SecretPage.Markdown()));

    private static string Page => Path.Combine(Repository.Root, "docs", "images", "secrets.md");
}
