using ContainerSec.Readers;
using ContainerSec.Testing;
using CsCheck;

namespace ContainerSec.Tests.Compose;

[TestClass]
public class ComposeGoldenTests
{
    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "Compose", "Corpus");

    // What makes one node into another, or a text into a template.
    private static readonly string[] Pieces =
        ["", "\n", ": ", "- ", "[", "]", "{", "}", "null", "~", "0", "-1", "1e99", "true", "\"", "'", "${", "${X}", "${X:-", "$", "$$", ":", "/", "&a ", "*a", "<<: ", "!reset ", "!override ", "|", "\t", "  ", "#", "---\n", "extends: web", "é", "\U0001F600"];

    private static readonly Gen<(string, string)> Mutated = Gen.Select(
        Gen.Bool, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1]).List[1, 6],
        static (isOverride, changes) =>
        {
            var (text, over) = (Read("compose.yaml"), Read("compose.override.yaml"));
            foreach (var (place, length, piece) in changes)
            {
                ref var changed = ref isOverride ? ref over : ref text;
                var start = (int)(place * changed.Length);
                changed = changed[..start] + Pieces[piece] + changed[Math.Min(changed.Length, start + length)..];
            }

            return (text, over);
        });

    private static string Read(string name) => File.ReadAllText(Path.Combine(Corpus, name)).ReplaceLineEndings("\n");

    private static SourceText? Open(string path) => File.Exists(Path.Combine(Corpus, path)) ? new SourceText(path, Read(path)) : null;

    [TestMethod]
    public void Read_Corpus_GivesTheFactsWithTheirPlaces()
    {
        var options = new ReadOptions { Open = Open };

        var result = ConfigurationReader.Read(Surface.Compose, [Open("compose.yaml")!, Open("compose.override.yaml")!], options);

        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        Assert.AreEqual("", Golden.Difference("shop.txt", ModelText.Of(result.Deployment)));
    }

    [TestMethod]
    public void Read_AnyFiles_NeverThrowsAndPointsInside() => Mutated.Sample(static files =>
    {
        var texts = new[] { new SourceText("compose.yaml", files.Item1), new SourceText("compose.override.yaml", files.Item2) };
        var result = ConfigurationReader.Read(Surface.Compose, texts, new ReadOptions { Open = Open });

        foreach (var problem in result.Problems)
        {
            var span = problem.Origin!.Text!;
            Assert.IsTrue(span.StartOffset >= 0 && span.StartOffset <= span.EndOffset && span.EndOffset <= span.Source.Content.Length);
        }

        foreach (var workload in result.Deployment.Workloads)
            Assert.IsNotNull(workload.Origin);
        // Every fact is looked at, and reading again gives the same.
        Assert.AreEqual(ModelText.Of(result.Deployment), ModelText.Of(ConfigurationReader.Read(Surface.Compose, texts, new ReadOptions { Open = Open }).Deployment));
    }, iter: 400);

    [TestMethod]
    public void Read_ServiceByService_SaysWhatTheWholeFileSays()
    {
        AssertSameAsWhole(Alone(Read("compose.yaml")));
        AssertSameAsWhole(Alone(Read("compose.override.yaml")));
        Mutated.Sample(static files => AssertSameAsWhole(Alone(files.Item1)), iter: 200);

        // A file that is merged with others is read whole anyway.
        static string Alone(string text) => text.Replace("include:", "x-with:", StringComparison.Ordinal).Replace("extends:", "x-base:", StringComparison.Ordinal).Replace("!reset", "", StringComparison.Ordinal);
    }

    // A word that may be a key 'extends' makes the reader keep the whole file; the other comment is as long, so that places are the same.
    private static void AssertSameAsWhole(string text)
    {
        var options = new ReadOptions { Open = Open };
        var parts = ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", "# nothing\n" + text), options);
        var whole = ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", "# extends\n" + text), options);

        Assert.AreEqual(ModelText.Of(whole.Deployment), ModelText.Of(parts.Deployment));
        Assert.AreEqual(string.Join('\n', whole.Problems), string.Join('\n', parts.Problems));
    }
}
