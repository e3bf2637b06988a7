using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>What the place adds to what a container says: the engine's settings, id maps, profiles at hand, strengths of one's own; and units of limits.</summary>
[TestClass]
public sealed class IsolationDetailTests
{
    [TestMethod]
    [DataRow("{\"userns-remap\": \"default\"}", Truth.Yes)]
    [DataRow("{\"userns-remap\": \"\"}", Truth.No)]
    [DataRow("{}", Truth.No)]
    public void UserNamespace_FollowsTheEnginesSettings(string daemon, Truth expected)
    {
        var options = Daemon(daemon);

        Assert.AreEqual(expected, Report("image: nginx", options).HasOwnUserNamespace.Truth);
        Assert.AreEqual(Truth.No, Report("userns_mode: host", options).HasOwnUserNamespace.Truth);
    }

    [TestMethod]
    public void Engine_SettingsOfTheHost_Count()
    {
        var options = Daemon("{\"no-new-privileges\": true, \"seccomp-profile\": \"unconfined\", \"default-runtime\": \"runsc\", \"log-driver\": \"local\"}");
        var report = Report("image: nginx", options);

        Assert.IsTrue(report.NoNewPrivileges.IsYes);
        Assert.IsTrue(report.FiltersSystemCalls.IsNo);
        Assert.AreEqual(SandboxKind.UserSpaceKernel, report.Sandbox.Kind);
        Assert.IsTrue(report.Limits.Single(static l => l.Resource == LimitedResource.Logs).IsLimited.IsYes);
        Assert.Contains("daemon.json", report.NoNewPrivileges.Because[0].Origin!.Description);
    }

    [TestMethod]
    public void HostUsers_MapIsKnown_SaysWhoTheyAre()
    {
        var map = new IdMap(new IdRange(0, 100000, 65536));
        var remapped = Report("user: \"1000\"", Daemon("{\"userns-remap\": \"default\"}") with { UserMap = map }).Users;
        var open = Report("user: \"1000\"", Daemon("{\"userns-remap\": \"default\"}")).Users;
        var shared = Report("user: \"1000\"", IsolationOptions.Default).Users;
        var named = Report("user: app", IsolationOptions.Default).Users;

        Assert.AreEqual((101000L, 100000L), (remapped.OfUser.Value, remapped.OfRoot.Value));
        Assert.IsTrue(remapped.IsHostRoot(0).IsNo);
        Assert.IsTrue(open.OfUser.IsUnknown && open.OfRoot.IsUnknown);
        Assert.IsTrue(open.IsHostRoot(0).IsNo);
        Assert.AreEqual((1000L, 0L), (shared.OfUser.Value, shared.OfRoot.Value));
        Assert.IsTrue(shared.IsHostRoot(0).IsYes);
        Assert.IsTrue(named.OfUser.IsUnknown);
    }

    [TestMethod]
    public void Image_UserAndFiles_DecideWhatTheServiceLeavesOpen()
    {
        var reference = ImageReference.Parse("contoso/web:1.4");
        var options = new IsolationOptions
        {
            Images = [new ImageConfig { Tags = new FactList<ImageReference>([Fact.Known(reference)]), User = Fact.Known(new Principal("app")) }],
            BuiltImages =
            [
                new BuiltImage
                {
                    Name = "contoso/web:1.4",
                    Accounts = new FactList<ImageLogin>([Fact.Known(new ImageLogin { Name = "app", UserId = 1654 })]),
                    SetuidFiles = new FactList<PrivilegedFile>([]),
                    FileCapabilities = new FactList<PrivilegedFile>([]),
                },
            ],
        };
        var report = Report("image: contoso/web:1.4", options);

        Assert.IsTrue(report.IsRootInside.IsNo);
        Assert.AreEqual(1654, report.Users.UserId.Value);
        Assert.IsTrue(report.CanGainRoot.IsNo);
        Assert.AreEqual(Truth.Maybe, Report("{image: \"contoso/web:1.4\", volumes: [\"data:/data\"]}", options).CanGainRoot.Truth);
    }

    [TestMethod]
    public void AppArmor_HostAndProfileAreKnown_Decide()
    {
        var file = AppArmorFile.Parse(new SourceText("mine", "profile mine { file, capability, deny mount, ptrace, }"));
        var options = new IsolationOptions { AppArmor = true, AppArmorProfiles = file.Profiles };

        Assert.IsTrue(Report("image: nginx", options).LsmAllows("mount").IsNo);
        Assert.IsTrue(Report("security_opt: [\"apparmor:mine\"]", options).LsmAllows("mount").IsNo);
        Assert.IsTrue(Report("security_opt: [\"apparmor:mine\"]", options).LsmAllows("ptrace").IsYes);
        Assert.AreEqual(Truth.Maybe, Report("security_opt: [\"apparmor:other\"]", options).LsmAllows("mount").Truth);
        Assert.IsTrue(Report("image: nginx", options with { AppArmor = false }).LsmAllows("mount").IsYes);
        Assert.ThrowsExactly<ArgumentException>(() => Report("image: nginx", options).LsmAllows("swapon"));
    }

    [TestMethod]
    public void Strengths_OfOnesOwn_Replace()
    {
        var options = new IsolationOptions { Strengths = new Dictionary<string, int> { ["container-default-root"] = 20 } };

        Assert.AreEqual(20, Report("user: root", options).Boundary(BoundarySide.Host)!.LowestStrength);
        Assert.ThrowsExactly<ArgumentException>(() => new IsolationOptions { Strengths = new Dictionary<string, int> { ["nosuch"] = 1 } });
        Assert.ThrowsExactly<ArgumentException>(() => new IsolationOptions { Strengths = new Dictionary<string, int> { ["gvisor"] = 101 } });
    }

    [TestMethod]
    public void Evidence_NamesPlaceOrEngineDefault()
    {
        var report = Report("privileged: true", IsolationOptions.Default);
        var root = Report("user: root", IsolationOptions.Default);

        Assert.AreEqual("case:4:17", report.Privileged.Because[0].Origin!.Description);
        Assert.AreEqual("default of Docker", root.Privileged.Because[0].Origin!.Description);
        Assert.AreEqual("default of Docker", root.FiltersSystemCalls.Because[0].Origin!.Description);
    }

    [TestMethod]
    [DataRow("mem_limit: 512m", LimitedResource.Memory, Truth.Yes, "512 MiB", "memory.max 536870912")]
    [DataRow("image: nginx", LimitedResource.Memory, Truth.No, "", "")]
    [DataRow("mem_limit: ${M}", LimitedResource.Memory, Truth.Maybe, "", "")]
    [DataRow("image: nginx", LimitedResource.Swap, Truth.No, "", "")]
    [DataRow("cpus: 0.25", LimitedResource.CpuTime, Truth.Yes, "0.25 processors", "cpu.max 25000 100000")]
    [DataRow("pids_limit: 100", LimitedResource.Processes, Truth.Yes, "100 processes", "pids.max 100")]
    [DataRow("pids_limit: -1", LimitedResource.Processes, Truth.No, "", "")]
    [DataRow("image: nginx", LimitedResource.Processes, Truth.No, "", "")]
    [DataRow("ulimits: {nofile: 1024}", LimitedResource.OpenFiles, Truth.Yes, "1024 files", "")]
    [DataRow("image: nginx", LimitedResource.OpenFiles, Truth.Maybe, "", "")]
    [DataRow("privileged: true", LimitedResource.Devices, Truth.No, "", "a BPF program")]
    [DataRow("image: nginx", LimitedResource.Devices, Truth.Yes, "", "a BPF program")]
    public void Limits_Service(string service, LimitedResource resource, Truth expected, string amount, string control)
    {
        var limit = Report(service, IsolationOptions.Default).Limits.Single(l => l.Resource == resource);

        Assert.AreEqual((expected, amount, control), (limit.IsLimited.Truth, limit.Amount, limit.ControlV2), limit.IsLimited.ToString());
    }

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(2, 1, 1)]
    [DataRow(1024, 39, 100)]
    [DataRow(2000, 77, 170)]
    [DataRow(262144, 10000, 10000)]
    [DataRow(1000000, 10000, 10000)]
    public void CpuShares_BecomeWeights(long shares, long linear, long weight) =>
        Assert.AreEqual((linear, weight), (ControlGroupUnits.LinearWeight(shares), ControlGroupUnits.Weight(shares)));

    [TestMethod]
    [DataRow("system_u:system_r:container_t:s0:c123,c456", SeLinuxConfinement.Confined, "123 456")]
    [DataRow("system_u:system_r:spc_t:s0", SeLinuxConfinement.Unconfined, "")]
    [DataRow("system_u:system_r:mine_t:s0-s0:c0.c3", SeLinuxConfinement.Unknown, "")]
    [DataRow("system_u:system_r:container_kvm_t:s0:c1.c3,c9", SeLinuxConfinement.Weaker, "1 2 3 9")]
    [DataRow("system_u:system_r:container_t", SeLinuxConfinement.Confined, "")]
    public void SeLinuxLabel_Parts(string text, SeLinuxConfinement confinement, string categories)
    {
        Assert.IsTrue(SeLinuxLabel.TryParse(text, out var label, out _));
        Assert.AreEqual((text, confinement, categories), (label.ToString(), label.Confinement, string.Join(' ', label.Categories)));
    }

    [TestMethod]
    [DataRow("", "column 1")]
    [DataRow("a:b", "column 4")]
    [DataRow("a::c:s0", "column 3")]
    [DataRow("a:b:c:x0", "column 7")]
    [DataRow("a:b:c:s0:c2000", "column 7")]
    [DataRow("a:b:c:s0:c9.c1", "column 7")]
    public void SeLinuxLabel_Mistake_IsPlaced(string text, string place)
    {
        Assert.IsFalse(SeLinuxLabel.TryParse(text, out _, out var error));
        Assert.Contains(place, error);
    }

    [TestMethod]
    public void SeLinuxLabel_CategoriesKeepContainersApart()
    {
        SeLinuxLabel.TryParse("u:r:container_t:s0:c1,c2", out var first, out _);
        SeLinuxLabel.TryParse("u:r:container_t:s0:c3,c4", out var second, out _);
        SeLinuxLabel.TryParse("u:r:container_t:s0:c1", out var part, out _);

        Assert.IsTrue(first!.IsApartFrom(second!));
        Assert.IsFalse(first.IsApartFrom(first));
        Assert.IsFalse(first.IsApartFrom(part!));
    }

    private static IsolationReport Report(string service, IsolationOptions options) =>
        IsolationReport.Of(IsolationCases.Read("service", service).Workloads[0], options);

    private static IsolationOptions Daemon(string json) =>
        IsolationOptions.Of(Readers.ConfigurationReader.Read(Surface.DaemonJson, new SourceText("daemon.json", json)).Deployment);
}
