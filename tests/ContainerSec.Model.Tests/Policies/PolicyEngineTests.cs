using ContainerSec.Readers;
using ContainerSec.Testing;
using CsCheck;

namespace ContainerSec.Tests.Policies;

/// <summary>A large deployment is judged by several threads, and nobody can tell.</summary>
[TestClass]
public class PolicyEngineTests
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // All that the examples of all rules describe: every format, every kind of subject, every verdict.
    private static readonly IReadOnlyList<Deployment> Parts =
    [
        .. RuleCatalog.Rules.SelectMany(static rule => rule.Info.Examples.Where(static e => RuleTester.CanRead(e.Surface)).Select((example, i) =>
            ConfigurationReader.Read(example.Surface, new SourceText($"{rule.Info.Id}-{i}", example.Text)).Deployment)),
    ];

    [TestMethod]
    [DynamicData(nameof(Profile))]
    public void Evaluate_OnSeveralThreads_SaysTheSame(string profile)
    {
        var engine = new PolicyEngine(Profiles.Find(profile)!);
        var deployment = Deployment.Merge(Parts);
        var expected = Text(engine.Evaluate(deployment, Today));

        foreach (var threads in (int[])[2, 3, 16])
            Assert.AreEqual(expected, Text(engine.Evaluate(deployment, Today, threads)), $"{threads} threads");
    }

    public static IEnumerable<object[]> Profile => Profiles.Names.Select(static name => new object[] { name });

    [TestMethod]
    public void Evaluate_AnyDeployment_DoesNotDependOnTheNumberOfThreads()
    {
        var engine = new PolicyEngine(Policy.Strict);

        Gen.Select(Gen.Int[0, Parts.Count - 1].Array[0, 500], Gen.Int[2, 8]).Sample(
            (indices, threads) =>
            {
                var deployment = Deployment.Merge([.. indices.Select(static i => Parts[i])]);
                return Text(engine.Evaluate(deployment, Today)) == Text(engine.Evaluate(deployment, Today, threads));
            },
            iter: 10,
            print: static drawn => $"{drawn.Item2} threads, parts {string.Join(' ', drawn.Item1)}");
    }

    [TestMethod]
    public void Evaluate_SeveralCallsAtOnce_EachSaysTheSame()
    {
        var engine = new PolicyEngine(Policy.Strict);
        var deployment = Deployment.Merge(Parts);
        var texts = new string[4];

        Parallel.For(0, texts.Length, i => texts[i] = Text(engine.Evaluate(deployment, Today, maxParallelism: i + 1)));

        Assert.HasCount(1, texts.Distinct());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Evaluate_Cancelled_Throws(int threads)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => new PolicyEngine(Policy.Strict).Evaluate(Deployment.Merge(Parts), Today, threads, source.Token));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Evaluate_RuleThrows_ItsExceptionIsSeen(int threads)
    {
        var engine = new PolicyEngine(new Policy { Rules = [new Throwing()] });

        var exception = Assert.ThrowsExactly<NotSupportedException>(() => engine.Evaluate(Deployment.Merge(Parts), Today, threads));
        Assert.AreEqual("too much for this rule", exception.Message);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    public void Evaluate_NoThread_IsTheCallersMistake(int threads) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PolicyEngine(Policy.Strict).Evaluate(new Deployment(), Today, threads));

    private static string Text(PolicyResult result) => string.Join('\n',
    [
        .. result.Findings.Select(static f => $"{f.Severity} {f.RuleId} {f.Origin} {f.Message} {f.Suppression} ({string.Join(", ", f.Related)})"),
        .. result.Unjudged.Select(static u => $"{u.Severity} {u.Rule.Info.Id} {u.Origin} {u.Message}"),
        $"passed {result.Passed}",
    ]);

    private sealed class Throwing : Rule, IJudge<Workload>
    {
        public override RuleInfo Info { get; } = new("CSEC0199", "Throws", Severity.Warning);

        public void Check(Workload subject, RuleContext context) => throw new NotSupportedException("too much for this rule");
    }
}
