using ContainerSec.Readers;
using ContainerSec.Testing;
using CsCheck;

namespace ContainerSec.Tests.Kubernetes;

[TestClass]
public class KubernetesPropertyTests
{
    private static readonly string[] Corpus =
        [.. new[] { "shop", "cluster", "kubeconfig" }.Select(static name => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kubernetes", "Corpus", name + ".yaml")))];

    // What makes one node into another: lists for texts, numbers for objects, templates, anchors, nothing.
    private static readonly string[] Pieces =
        ["", "\n", ": ", "- ", "[", "]", "{", "}", "null", "~", "0", "-1", "1e99", "true", "\"", "'", "{{ x }}", "${X}", "&a ", "*a", "<<: ", "!!str ", "|", "\t", "  ", "#", "---\n", "[]", "{}", "!<", "\"\\U", "é", "\U0001F600"];

    // One piece of the text is replaced by one that does not belong there, a few times.
    private static readonly Gen<string> Mutated = Gen.Select(
        Gen.Int[0, 2], Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1]).List[1, 6],
        static (file, changes) =>
        {
            var text = Corpus[file];
            foreach (var (place, length, piece) in changes)
            {
                var start = (int)(place * text.Length);
                text = text[..start] + Pieces[piece] + text[Math.Min(text.Length, start + length)..];
            }

            return text;
        });

    [TestMethod]
    public void Read_AnyManifest_NeverThrowsAndPointsInside() => Mutated.Sample(static text =>
    {
        foreach (var surface in new[] { Surface.Kubernetes, Surface.KubeConfig })
        {
            var result = ConfigurationReader.Read(surface, new SourceText("t", text));

            foreach (var problem in result.Problems)
            {
                Assert.IsNotNull(problem.Origin, problem.Message);
                var span = problem.Origin.Text!;
                Assert.IsTrue(span.StartOffset >= 0 && span.StartOffset <= span.EndOffset && span.EndOffset <= text.Length);
            }

            foreach (var workload in result.Deployment.Workloads)
                Assert.IsNotNull(workload.Origin);
            // Every fact is looked at, and reading again gives the same.
            Assert.AreEqual(ModelText.Of(result.Deployment), ModelText.Of(ConfigurationReader.Read(surface, new SourceText("t", text)).Deployment));
        }
    }, iter: 200);

    [TestMethod]
    [DataRow("apiVersion: v1\nkind: Pod\n", Surface.Kubernetes)]
    [DataRow("# c\n---\nkind: List\nitems: []\napiVersion: v1\n", Surface.Kubernetes)]
    [DataRow("a: 1\n---\n\"apiVersion\": v1\n'kind': Pod\n", Surface.Kubernetes)]
    [DataRow("{{- if .Values.x }}\napiVersion: v1\nkind: Pod\n{{- end }}\n", Surface.Kubernetes, DisplayName = "unrendered template")]
    [DataRow("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}", Surface.Kubernetes)]
    [DataRow("[{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}]", Surface.Kubernetes)]
    [DataRow("apiVersion: v1\nkind: Config\nclusters: []\nusers: []\ncurrent-context: a\n", Surface.KubeConfig)]
    [DataRow("apiVersion: v2\nname: chart\n", null, DisplayName = "Chart.yaml")]
    [DataRow("spec:\n  apiVersion: v1\n  kind: Pod\n", null, DisplayName = "not at the outermost level")]
    [DataRow("", null)]
    public void Recognise_Content(string content, Surface? expected) => Assert.AreEqual(expected, ConfigurationReader.Recognise("a.yaml", content));
}
