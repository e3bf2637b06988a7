using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests.Robustness;

/// <summary>Code that is half typed, or nonsense: the analyzer ends, throws nothing, and says the same each time.</summary>
/// <remarks>More rounds for a longer look: set CONTAINERSEC_FUZZ_ROUNDS.</remarks>
[TestClass]
public class FuzzTests
{
    private const int FilesPerRound = 30;

    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CONTAINERSEC_FUZZ_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    // The code of every case, with what stands around it, by what it compiles against.
    private static readonly ILookup<string, string> Corpus =
        CodeCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Cases")).ToLookup(static c => c.Template, static c => Templates.Find(c.Template) is var t ? t.Before + Marks.TakeFrom(c.Code).Text + t.After : "");

    public static IEnumerable<object[]> TemplateNames => Corpus.Select(static g => new object[] { g.Key });

    [TestMethod]
    [DynamicData(nameof(TemplateNames))]
    public void DamagedCode_IsJudgedToItsEnd(string template)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var sources = Damaged(template, seed: (round * 1000) + template.Length, FilesPerRound);
            AnalyzerHarness.Run(AnalyzerHarness.Compile(Templates.Find(template).References, sources), round % 2 == 0 ? "strict" : "recommended");
        }
    }

    [TestMethod]
    public void CodeAgainstOtherLibraries_IsJudgedToItsEnd()
    {
        IReadOnlyList<MetadataReference>[] references =
        [
            [],
            // Two versions of a library at once, and halves of them.
            [.. References.Testcontainers4, .. References.Testcontainers3],
            [.. References.DockerDotNet, .. References.DockerDotNetEnhanced],
            [.. References.Testcontainers4.Take(1)],
            [.. References.DockerDotNetEnhanced.Skip(1), .. References.KubernetesClient, .. AspireDeclarations.Version8, .. AspireDeclarations.Version13],
        ];
        var sources = Corpus.SelectMany(static g => g.Where(static (_, i) => i % 12 == 0)).ToArray();
        foreach (var some in references)
            AnalyzerHarness.Run(AnalyzerHarness.Compile(some, sources), "strict");
    }

    [TestMethod]
    public void SameCode_IsJudgedTheSame()
    {
        var sources = Corpus["kubernetes"].Concat(Corpus["testcontainers"]).Where(static (_, i) => i % 5 == 0).Concat(Damaged("kubernetes", 7, 10)).ToArray();
        string Judge() => string.Join('\n', AnalyzerHarness.Run(AnalyzerHarness.Compile([.. References.KubernetesClient, .. References.Testcontainers4], sources), "strict").Select(static d => d.ToString()));
        var first = Judge();
        Assert.AreEqual(first, Judge());
        // Several compilations at once.
        foreach (var other in Enumerable.Range(0, 4).AsParallel().Select(_ => Judge()).ToArray())
            Assert.AreEqual(first, other);
    }

    private static string[] Damaged(string template, int seed, int count)
    {
        var mutator = new Mutator(seed, [.. Corpus[template]]);
        return [.. Enumerable.Range(0, count).Select(_ => mutator.Next())];
    }
}
