using ContainerSec.Readers;
using ContainerSec.Testing;

namespace ContainerSec.Tests.Kubernetes;

[TestClass]
public class KubernetesGoldenTests
{
    [TestMethod]
    [DataRow("shop", Surface.Kubernetes)]
    [DataRow("cluster", Surface.Kubernetes)]
    [DataRow("kubeconfig", Surface.KubeConfig)]
    public void Read_Corpus_GivesTheFactsWithTheirPlaces(string name, Surface surface)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Kubernetes", "Corpus", name + ".yaml");

        var result = ConfigurationReader.Read(surface, new SourceText(name + ".yaml", File.ReadAllText(file)));

        Assert.IsEmpty(result.Problems);
        Assert.AreEqual("", Golden.Difference(name + ".txt", ModelText.Of(result.Deployment)));
    }
}
