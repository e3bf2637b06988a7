using ContainerSec.Testing;

namespace ContainerSec.Tests.Rules;

/// <summary>Of a subject that is partial no rule takes it ill that something is missing; of the same subject, whole, rules do.</summary>
[TestClass]
public class PartialSubjectTests
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<object[]> Policies =>
        Profiles.Names.Append("pss-restricted@1.21").Select(static name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Policies))]
    public void EmptySubjects_Partial_HaveNoFinding(string profile)
    {
        var engine = new PolicyEngine(Profiles.Find(profile)! with { Options = new PolicyOptions { RequiredLabels = ["owner"] } });

        var findings = engine.Evaluate(Empty(isPartial: true), Today).Findings;

        Assert.IsEmpty(findings, string.Join("\n", findings.Select(static f => $"{f.RuleId} {f.Message}")));
    }

    [TestMethod]
    [DataRow("strict")]
    [DataRow("cis-docker")]
    [DataRow("pss-restricted")]
    public void EmptySubjects_Whole_HaveFindings(string profile) =>
        Assert.IsGreaterThan(4, new PolicyEngine(Profiles.Find(profile)!).Evaluate(Empty(isPartial: false), Today).Findings.Count);

    [TestMethod]
    [DataRow(Surface.DockerDotNet, Verdict.Fail)]
    [DataRow(Surface.KubernetesClient, Verdict.Fail)]
    [DataRow(Surface.AspireAppHost, Verdict.NotApplicable)]
    [DataRow(Surface.Testcontainers, Verdict.NotApplicable)]
    public void MemoryLimit_Missing_CountsWhereTheSurfaceSaysAll(Surface surface, Verdict expected) =>
        Assert.AreEqual(expected, RuleTester.VerdictOf(RuleTester.Evaluate("CSEC0301", new Deployment { Workloads = [new Workload { Surface = surface }] })));

    [TestMethod]
    public void HealthCheck_SurfaceWithWordsOfItsOwn_IsNotMissed()
    {
        var workloads = new[] { Surface.AspireAppHost, Surface.Testcontainers }.Select(static surface => new Workload { Surface = surface });

        Assert.AreEqual(Verdict.NotApplicable, RuleTester.VerdictOf(RuleTester.Evaluate("CSEC1301", new Deployment { Workloads = [.. workloads] })));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void SaidFact_CountsWhetherPartialOrNot(bool isPartial)
    {
        var pod = new Pod { IsPartial = isPartial, Isolation = new() { Network = Fact.Known(NamespaceMode.Host) } };
        var workload = new Workload { IsPartial = isPartial, Pod = pod, Surface = Surface.KubernetesClient, Privileges = new() { Privileged = Fact.Known(true) } };
        var deployment = new Deployment { Pods = [pod], Workloads = [workload], IsPartial = isPartial };

        Assert.AreEqual(Verdict.Fail, RuleTester.VerdictOf(RuleTester.Evaluate("CSEC0901", deployment)));
        Assert.AreEqual(Verdict.Fail, RuleTester.VerdictOf(RuleTester.Evaluate("CSEC0401", deployment)));
    }

    [TestMethod]
    public void Merge_OnePartIsPartial_SoIsTheWhole()
    {
        Assert.IsTrue(Deployment.Merge([new Deployment(), new Deployment { IsPartial = true }]).IsPartial);
        Assert.IsFalse(Deployment.Merge([new Deployment(), new Deployment()]).IsPartial);
    }

    private static Deployment Empty(bool isPartial)
    {
        // The pod alone says that it is partial: its containers are then too.
        var pod = new Pod { Name = "web", Kind = "Pod", IsPartial = isPartial, Surface = Surface.KubernetesClient, Namespace = Fact.Known("shop"), Containers = ["app"] };
        var image = new WorkloadImage { Reference = Fact.Known(ImageReference.Parse($"contoso/app:1.4@sha256:{new string('a', 64)}")) };
        return new Deployment
        {
            IsPartial = isPartial,
            Pods = [pod],
            Workloads =
            [
                new Workload { Name = "app", Kind = "container", Surface = Surface.KubernetesClient, Pod = pod, Image = image, Engine = EngineProfile.Containerd },
                new Workload { Name = "a", Kind = "container", Surface = Surface.DockerDotNet, IsPartial = isPartial, Image = image },
                new Workload { Name = "b", Kind = "container", Surface = Surface.Object, IsPartial = isPartial, Image = image },
                new Workload { Name = "c", Kind = "container", Surface = Surface.Testcontainers, IsPartial = isPartial, Image = image },
                new Workload { Name = "d", Kind = "container", Surface = Surface.AspireAppHost, IsPartial = isPartial, Image = image },
            ],
            Images = [new ImageConfig { Name = "image", IsPartial = isPartial }],
            Builds = [new ImageBuild { IsPartial = isPartial }],
            Networks = [new NetworkDefinition { Name = "net", IsPartial = isPartial }],
            Volumes = [new VolumeDefinition { Name = "data", IsPartial = isPartial }],
            Parameters = [new Parameter { Name = "tag", IsPartial = isPartial }],
            Clients = [new EngineClient { IsPartial = isPartial }],
            Hosts = [new EngineHost { IsPartial = isPartial }],
            Objects =
            [
                new KubernetesObject { Kind = "Namespace", Name = "shop", IsPartial = isPartial },
                new Ingress { Kind = "Ingress", Name = "web", IsPartial = isPartial },
                new KubernetesService { Kind = "Service", Name = "web", Type = Fact.Known("LoadBalancer"), Selector = new([Fact.Known(new Label("app", "web"))]), IsPartial = isPartial },
                new ServiceAccount { Kind = "ServiceAccount", Name = "default", Namespace = Fact.Known("shop"), IsPartial = isPartial },
                new NetworkPolicy { Kind = "NetworkPolicy", Name = "deny", Namespace = Fact.Known("other"), IsPartial = isPartial },
            ],
        };
    }
}
