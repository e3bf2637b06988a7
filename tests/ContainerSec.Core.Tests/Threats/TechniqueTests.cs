using ContainerSec.Readers;
using ContainerSec.Testing;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Each technique on small files: "fail" is a proven step, "unknown" a possible one, "pass" none.</summary>
[TestClass]
public class TechniqueTests
{
    public static IEnumerable<RuleCase> Cases =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Threats", "Techniques"), "*.cases").Order(StringComparer.Ordinal).SelectMany(RuleCase.Read);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Technique_HoldsWhenItsConditionsDo(RuleCase testCase)
    {
        var model = Model(testCase);
        // What follows from the technique's own step (traffic that is read, an image that is built) is not asked for here.
        var steps = model.Steps.Where(s => s.Technique.Id == testCase.RuleId && (s.From.Kind == s.Technique.From || s.From.Kind == PrivilegeKind.Code)).ToArray();
        var truth = steps.Length == 0 ? Truth.No : steps.Max(static s => s.Truth);
        Assert.AreEqual(testCase.Expected switch { Verdict.Fail => Truth.Yes, Verdict.Unknown => Truth.Maybe, _ => Truth.No }, truth, string.Join("\n", steps.Select(static s => $"{s}: {string.Join("; ", s.Because)} ?? {string.Join("; ", s.Undecided)}")));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void EveryStep_HasEvidenceOrNeedsNone(RuleCase testCase)
    {
        foreach (var step in Model(testCase).Steps)
        {
            Assert.IsTrue(step.Because.Count + step.Undecided.Count > 0 || step.Technique.Conditions is ["none"], step.ToString());
            Assert.IsTrue(step.Truth == Truth.Yes || step.Undecided.Count > 0, $"{step} names no fact that would decide.");
        }
    }

    // A control says that it makes a step impossible: so it must, when the container is changed and all is looked at again.
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void EveryControlOfAContainer_MakesItsStepsImpossible(RuleCase testCase)
    {
        var deployment = ConfigurationReader.Read(testCase.Surface, new SourceText("file", testCase.File)).Deployment;
        var model = ThreatModel.Build(deployment);
        foreach (var control in model.Controls.Where(static c => c.Apply is not null))
        {
            var workload = model.Find(control.Of)!;
            var changed = control.Apply!(workload);
            if (ReferenceEquals(changed, workload))
                continue;
            var after = ThreatModel.Build(deployment with { Workloads = [.. deployment.Workloads.Select(w => ReferenceEquals(w, workload) ? changed : w)] });
            var cut = model.Steps.Where(s => s.Controls.Contains(control)).Select(static s => (s.Technique.Id, s.From, s.To, Other: string.Join(";", s.Controls.Select(static c => c.Id)))).ToHashSet();
            var left = after.Steps.Where(s => s.Controls.Contains(control)).Select(static s => (s.Technique.Id, s.From, s.To, Other: string.Join(";", s.Controls.Select(static c => c.Id)))).Where(cut.Contains);
            Assert.AreEqual("", string.Join("\n", left.Select(static s => s.ToString())), $"{control} is applied, and these steps are still there.");
        }
    }

    private static ThreatModel Model(RuleCase testCase) =>
        ThreatModel.Build(ConfigurationReader.Read(testCase.Surface, new SourceText("file", testCase.File)).Deployment);
}
