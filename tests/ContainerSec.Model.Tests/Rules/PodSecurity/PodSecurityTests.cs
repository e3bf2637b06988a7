using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ContainerSec.Readers;
using CsCheck;

namespace ContainerSec.Tests.Rules.PodSecurity;

/// <summary>The profiles of the Pod Security Standards admit and refuse what the standards' own checks do.</summary>
[TestClass]
public class PodSecurityTests
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly (bool Restricted, int Minor, PolicyEngine Engine)[] Engines =
        [.. from restricted in new[] { false, true }
            from minor in Enumerable.Range(0, PodSecurityStandard.NewestMinor + 1)
            select (restricted, minor, new PolicyEngine(ContainerSec.Profiles.Find($"pss-{(restricted ? "restricted" : "baseline")}@1.{minor}")!))];

    // Each pod is judged at every version of both levels. More of them: CONTAINERSEC_PODS=50000.
    private static readonly long Pods = long.TryParse(Environment.GetEnvironmentVariable("CONTAINERSEC_PODS"), out var pods) ? pods : 500;

    [TestMethod]
    public void Profiles_AnyPodAtAnyVersion_AgreeWithTheChecks() => PodGenerator.Pod.Sample(AssertAgreement, iter: Pods);

    // What a variable hides must not be decided: a verdict on the hidden pod has to hold for the pod that was hidden.
    [TestMethod]
    public void Profiles_PodWithVariables_SayNothingThatItsValuesRefute() =>
        Gen.Select(PodGenerator.Pod, Gen.Int[0, 99].List[1, 4]).Sample(static (pod, places) => AssertNothingRefuted(pod, places), iter: Pods);

    private static void AssertNothingRefuted(JsonObject pod, List<int> places)
    {
        var text = PodGenerator.ToYaml(PodGenerator.Hide(pod, places));
        var read = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));
        foreach (var (restricted, minor, engine) in Engines)
        {
            var isRefused = PodSecurityOracle.Violations(pod, restricted, minor).Count > 0;
            var result = engine.Evaluate(read.Deployment, Today);
            var isAdmitted = result.Findings.Count == 0 && result.Unjudged.Count == 0;
            if ((result.Findings.Count == 0 || isRefused) && (!isAdmitted || !isRefused))
                continue;
            Assert.Fail($"""
                {(restricted ? "restricted" : "baseline")} 1.{minor}: the pod {(isRefused ? "is refused" : "is admitted")}, of what is known of it the profile says
                {string.Join("\n", result.Findings.Select(static f => $"{f.RuleId} {f.Message}"))}{string.Join("\n", result.Unjudged.Select(static u => $"{u.Rule.Info.Id} unjudged {u.Message}"))}
                {text}
                {PodGenerator.ToYaml(pod)}
                """);
        }
    }

    // A generator that never draws a check's border proves nothing about it.
    [TestMethod]
    public void Generator_DrawsEveryCheckAloneAndNoneAtAll()
    {
        var seen = new ConcurrentDictionary<string, int>();
        // Rare pods take their time: it goes on until each was drawn.
        for (var round = 0; round < 20 && !Checks.All(c => seen.ContainsKey($"{c.Restricted} {c.Minor} {c.Check}")); round++)
        {
            PodGenerator.Pod.Sample(pod =>
            {
                foreach (var (restricted, minor) in new[] { (false, 18), (false, 34), (false, 37), (true, 7), (true, 18), (true, 34), (true, 37) })
                {
                    var violations = PodSecurityOracle.Violations(pod, restricted, minor);
                    if (violations.Count < 2)
                        seen.AddOrUpdate($"{restricted} {minor} {violations.FirstOrDefault()}", 1, static (_, n) => n + 1);
                }
            }, iter: 10_000, threads: 1);
        }

        foreach (var (check, restricted, minor) in Checks)
            Assert.IsTrue(seen.ContainsKey($"{restricted} {minor} {check}"), $"{check} alone at {minor}, restricted: {restricted}");
    }

    private static IEnumerable<(string Check, bool Restricted, int Minor)> Checks =>
    [
        .. "hostNamespaces privileged capabilities_baseline hostPathVolumes hostPorts appArmorProfile seLinuxOptions procMount sysctls seccompProfile_baseline windowsHostProcess hostProbesAndHostLifecycle "
            .Split(' ').Select(static check => (check, false, 37)),
        ("seccompProfile_baseline", false, 18), ("seccompProfile_baseline", true, 18),
        .. "restrictedVolumes runAsNonRoot allowPrivilegeEscalation seccompProfile_restricted capabilities_restricted runAsUser procMount_restricted "
            .Split(' ').Select(static check => (check, true, 37)),
    ];

    private static void AssertAgreement(JsonObject pod)
    {
        var text = PodGenerator.ToYaml(pod);
        var read = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));
        // A type of profile that the API does not know is judged all the same.
        Assert.IsTrue(read.Problems.All(static p => p.Message.StartsWith("'type' takes", StringComparison.Ordinal)), text);
        foreach (var (restricted, minor, engine) in Engines)
        {
            var violations = PodSecurityOracle.Violations(pod, restricted, minor);
            var result = engine.Evaluate(read.Deployment, Today);
            if (violations.Count > 0 == result.Findings.Count > 0 && result.Unjudged.Count == 0)
                continue;
            Assert.Fail($"""
                {(restricted ? "restricted" : "baseline")} 1.{minor}: the checks say [{string.Join(", ", violations)}], the profile says
                {string.Join("\n", result.Findings.Select(static f => $"{f.RuleId} {f.Message}"))}{string.Join("\n", result.Unjudged.Select(static u => $"{u.Rule.Info.Id} unjudged {u.Message}"))}
                {text}
                """);
        }
    }
}
