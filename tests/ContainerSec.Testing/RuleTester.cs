using ContainerSec.Readers;

namespace ContainerSec.Testing;

/// <summary>Judges a text by one rule: one row of a test proves reader, rule and verdict.</summary>
public static class RuleTester
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether texts of a surface can be read: objects have none, and code is lifted by the analyzer.</summary>
    public static bool CanRead(Surface surface) =>
        surface is not (Surface.Object or Surface.AspireAppHost or Surface.Testcontainers or Surface.DockerDotNet or Surface.KubernetesClient or Surface.Image);

    /// <summary>What a rule says about everything in a text: the worst verdict counts, Fail before Unknown before Pass.</summary>
    public static Verdict Judge(string ruleId, Surface surface, string text, PolicyOptions? options = null) =>
        VerdictOf(Evaluate(ruleId, surface, text, options));

    /// <summary>All that one rule says about a text.</summary>
    public static PolicyResult Evaluate(string ruleId, Surface surface, string text, PolicyOptions? options = null)
    {
        var result = ConfigurationReader.Read(surface, new SourceText("case", text));
        if (result.HasErrors)
            throw new InvalidOperationException($"The text of the test is malformed: {result.Problems.First(static p => p.Severity == ProblemSeverity.Error)}\n{text}");
        return Evaluate(ruleId, result.Deployment, options);
    }

    /// <summary>All that one rule says about a deployment.</summary>
    public static PolicyResult Evaluate(string ruleId, Deployment deployment, PolicyOptions? options = null)
    {
        var rule = RuleCatalog.Find(ruleId) ?? throw new InvalidOperationException($"There is no rule {ruleId}.");
        var policy = new Policy
        {
            Profile = "test",
            Rules = [rule],
            Severities = new Dictionary<string, Severity> { [rule.Info.Id] = Severity.Warning },
            Options = options ?? PolicyOptions.Default,
        };
        return new PolicyEngine(policy).Evaluate(deployment, Today);
    }

    /// <summary>The worst verdict of a result.</summary>
    public static Verdict VerdictOf(PolicyResult result) =>
        result.Findings.Count > 0 ? Verdict.Fail
        : result.Unjudged.Count > 0 ? Verdict.Unknown
        : result.Passed > 0 ? Verdict.Pass
        : Verdict.NotApplicable;
}
