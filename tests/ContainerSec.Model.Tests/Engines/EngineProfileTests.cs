namespace ContainerSec.Tests.Engines;

[TestClass]
public class EngineProfileTests
{
    [TestMethod]
    [DataRow("docker", "00000000a80425fb")]
    [DataRow("containerd", "00000000a80425fb")]
    [DataRow("podman", "00000000800405fb")]
    [DataRow("cri-o", "00000000000005fb")]
    public void DefaultCapabilities_AreThoseOfTheEngine(string engine, string mask) =>
        Assert.AreEqual(mask, EngineProfile.Find(engine)!.DefaultCapabilities.ToHex());

    // Lists are separated by blanks; "?" is an item that is not known; "!" is a list that the engine refuses.
    [TestMethod]
    [DataRow("docker", "", "", "default")]
    [DataRow("docker", "NET_ADMIN", "NET_ADMIN", "default NET_ADMIN")]
    [DataRow("docker", "ALL", "ALL", "ALL")]
    [DataRow("docker", "NET_BIND_SERVICE", "ALL", "NET_BIND_SERVICE")]
    [DataRow("docker", "ALL", "NET_RAW", "ALL -NET_RAW")]
    [DataRow("docker", "NET_RAW", "ALL NET_RAW", "NET_RAW")]
    [DataRow("docker", "cap_sys_admin", "all", "SYS_ADMIN")]
    [DataRow("docker", "NET_RAWR", "", "!")]
    [DataRow("docker", "?", "", "?")]
    [DataRow("docker", "ALL", "?", "?")]
    [DataRow("docker", "ALL ?", "", "ALL", DisplayName = "what else is added does not matter")]
    [DataRow("docker", "ALL ?", "ALL", "ALL")]
    [DataRow("containerd", "NET_ADMIN", "NET_ADMIN", "default")]
    [DataRow("containerd", "ALL", "ALL", "none")]
    [DataRow("containerd", "NET_BIND_SERVICE", "ALL", "NET_BIND_SERVICE")]
    [DataRow("containerd", "ALL", "NET_RAW", "ALL -NET_RAW")]
    [DataRow("containerd", "NET_RAW", "ALL NET_RAW", "none")]
    [DataRow("containerd", "NET_RAWR", "all", "none", DisplayName = "the runtime passes over names that it does not know")]
    [DataRow("containerd", "KILL", "ALL ?", "?")]
    [DataRow("containerd", "", "ALL ?", "none", DisplayName = "more than all cannot be dropped")]
    [DataRow("podman", "NET_ADMIN", "NET_ADMIN", "!")]
    [DataRow("podman", "ALL", "ALL", "!")]
    [DataRow("podman", "NET_BIND_SERVICE", "ALL", "NET_BIND_SERVICE")]
    [DataRow("podman", "ALL", "NET_RAW", "ALL -NET_RAW")]
    [DataRow("podman", "NET_RAW", "ALL NET_RAW", "NET_RAW")]
    [DataRow("cri-o", "NET_RAW", "KILL", "CHOWN DAC_OVERRIDE FOWNER FSETID SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW")]
    public void EffectiveCapabilities_FollowTheEnginesMerge(string engineName, string add, string drop, string expected)
    {
        var engine = EngineProfile.Find(engineName)!;

        var granted = engine.EffectiveCapabilities(List(add), List(drop), default);

        Assert.AreEqual(expected == "!", engine.WhyRefused(List(add), List(drop)) is not null);
        if (expected is "?" or "!")
            Assert.IsTrue(granted.IsUnknown);
        else
            Assert.AreEqual(Set(engine, expected), granted.Value);
    }

    [TestMethod]
    public void EffectiveCapabilities_Privileged_IgnoresTheLists()
    {
        foreach (var engine in EngineProfile.All)
            Assert.AreEqual(CapabilitySet.All, engine.EffectiveCapabilities(List("?"), List("ALL"), Fact.Known(true)).Value);
        Assert.IsTrue(EngineProfile.Docker.EffectiveCapabilities(List(""), List(""), Fact.Unknown<bool>()).IsUnknown);
        Assert.AreEqual(CapabilitySet.All, EngineProfile.Docker.EffectiveCapabilities(List("ALL"), List(""), Fact.Unknown<bool>()).Value);
    }

    [TestMethod]
    public void Grants_OneCapability_IsKnownAlthoughTheSetIsNot()
    {
        var privileges = new Privileges { CapabilitiesAdded = List("SYS_ADMIN ?"), CapabilitiesDropped = List("KILL") };

        Assert.IsTrue(EngineProfile.Docker.EffectiveCapabilities(privileges).IsUnknown);
        Assert.IsTrue(EngineProfile.Docker.Grants(Capability.SysAdmin, privileges).Is(true));
        Assert.IsTrue(EngineProfile.Docker.Grants(Capability.Kill, privileges).IsUnknown);
        Assert.IsTrue(EngineProfile.Containerd.Grants(Capability.Kill, privileges).Is(false));
    }

    [TestMethod]
    public void EffectiveSeccomp_Unset_IsTheEngines()
    {
        var workload = new Workload();
        Assert.AreEqual(SecurityProfileKind.RuntimeDefault, EngineProfile.Docker.EffectiveSeccomp(workload).Value.Kind);
        Assert.AreEqual(SecurityProfileKind.Unconfined, EngineProfile.Containerd.EffectiveSeccomp(workload).Value.Kind);
        var privileged = workload with { Privileges = new Privileges { Privileged = Fact.Known(true) } };
        Assert.AreEqual(SecurityProfileKind.Unconfined, EngineProfile.Docker.EffectiveSeccomp(privileged).Value.Kind);
    }

    [TestMethod]
    public void EffectivePidsLimit_ZeroOrLess_IsUnlimited()
    {
        static Workload With(long limit) => new() { Resources = new Resources { PidsLimit = Fact.Known(limit) } };

        Assert.AreEqual(100L, EngineProfile.Docker.EffectivePidsLimit(With(100)).Value);
        Assert.IsNull(EngineProfile.Docker.EffectivePidsLimit(With(-1)).Value);
        Assert.IsNull(EngineProfile.Docker.EffectivePidsLimit(new Workload()).Value);
        Assert.AreEqual(2048L, EngineProfile.Podman.EffectivePidsLimit(new Workload()).Value);
    }

    private static FactList<string> List(string names) => names.Length == 0
        ? FactList<string>.Unset
        : new FactList<string>([.. names.Split(' ').Select(static n => n == "?" ? Fact.Unknown<string>() : Fact.Known(n))]);

    private static CapabilitySet Set(EngineProfile engine, string text)
    {
        var set = CapabilitySet.Empty;
        foreach (var word in text.Split(' '))
        {
            if (word[0] == '-')
                set -= CapabilitySet.Parse(word[1..]);
            else
                set |= word == "default" ? engine.DefaultCapabilities : CapabilitySet.Parse(word);
        }

        return set;
    }
}
