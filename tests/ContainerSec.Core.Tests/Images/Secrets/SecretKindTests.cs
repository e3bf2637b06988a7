using System.Text;
using ContainerSec.Images.Inspectors.Secrets;
using ContainerSec.Secrets;

namespace ContainerSec.Tests.Images.Secrets;

[TestClass]
public class SecretKindTests
{
    private const int LeastKinds = 150;

    public static IEnumerable<object[]> Kinds() => MadeSecrets.Cases().Select(static c => new object[] { c.Kind, c.Template });

    [TestMethod]
    public void Kinds_AreManyAndDistinct()
    {
        Assert.IsGreaterThanOrEqualTo(LeastKinds, SecretFormats.All.Count);
        Assert.AreEqual(SecretFormats.All.Count, SecretFormats.All.Select(static f => f.Id).Distinct().Count());
        foreach (var format in SecretFormats.All)
            StringAssert.Matches(format.Label, new System.Text.RegularExpressions.Regex("^(an?|credentials) ?.*[A-Za-z]"));
    }

    [TestMethod]
    public void Kinds_EachHasACase()
    {
        var tested = MadeSecrets.Cases().Select(static c => c.Kind).ToHashSet();
        var missing = SecretFormats.All.Where(f => f.Words.Count > 0 && !tested.Contains(f.Id)).Select(static f => f.Id);
        Assert.AreEqual("", string.Join(' ', missing));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Find_SecretOfKind_IsFoundAsIt(string kind, string template)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (text, secret) = MadeSecrets.Make(template, seed);
            var hits = SecretSearch.Find(text);
            Assert.AreEqual($"{kind}: {secret}", string.Join("; ", hits.Select(h => $"{h.Format.Id}: {text[h.Start..h.End]}")), text);

            var redacted = Redaction.Of(hits[0].Format, Encoding.UTF8.GetBytes(secret));
            var shown = redacted[..redacted.IndexOf('…', StringComparison.Ordinal)];
            Assert.IsTrue(shown.StartsWith("-----BEGIN", StringComparison.Ordinal) || (shown.Length <= secret.Length / 3 && secret.StartsWith(shown, StringComparison.Ordinal)), redacted);
            StringAssert.Matches(redacted, new System.Text.RegularExpressions.Regex("… sha256:[0-9a-f]{12}$"));
        }
    }
}
