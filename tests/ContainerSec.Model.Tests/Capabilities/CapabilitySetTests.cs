namespace ContainerSec.Tests.Capabilities;

[TestClass]
public class CapabilitySetTests
{
    [TestMethod]
    [DataRow("NET_RAW", 1UL << 13)]
    [DataRow("cap_net_raw, CHOWN", (1UL << 13) | 1)]
    [DataRow("CAP_CHECKPOINT_RESTORE bpf", (1UL << 40) | (1UL << 39))]
    [DataRow("ALL", 0x1ffffffffffUL)]
    [DataRow("cap_all", 0x1ffffffffffUL)]
    [DataRow("none", 0UL)]
    [DataRow("0", 0UL)]
    [DataRow("00000000a80425fb", 0xa80425fbUL)]
    [DataRow("0xA80425FB", 0xa80425fbUL)]
    [DataRow("ffffffffffffffff", ulong.MaxValue, DisplayName = "bits of newer kernels are kept")]
    [DataRow("cap_net_raw+ep", 1UL << 13)]
    [DataRow("cap_net_raw+ei", 0UL, DisplayName = "of libcap's form the permitted set counts")]
    [DataRow("=ep cap_sys_admin-ep", 0x1ffffffffffUL & ~(1UL << 21))]
    public void Parse_Text_IsMask(string text, ulong mask) => Assert.AreEqual(mask, CapabilitySet.Parse(text).Mask);

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("NET_RAWR")]
    [DataRow("CAP_")]
    [DataRow("0x")]
    [DataRow("10000000000000000", DisplayName = "65 bits")]
    [DataRow("cap_net_raw+x")]
    [DataRow("cap_net_raw+")]
    [DataRow("+ep")]
    [DataRow("=ip+e", DisplayName = "without names only one operator")]
    [DataRow("cap_kill+e=p", DisplayName = "= comes first only")]
    [DataRow("cap_kill=+", DisplayName = "without a flag")]
    [DataRow("CHOWN, 64")]
    public void TryParse_OtherText_Fails(string text) => Assert.IsFalse(CapabilitySet.TryParse(text, out _));

    [TestMethod]
    public void Parse_OtherText_SaysWhatToWrite() =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(static () => CapabilitySet.Parse("NET_RAWR")).Message, "NET_RAWR");

    [TestMethod]
    public void Names_RoundTrip()
    {
        foreach (var info in CapabilityInfo.All)
        {
            Assert.AreEqual(new CapabilitySet(info.Capability), CapabilitySet.Parse(info.Name));
            Assert.AreEqual(info.ShortName, new CapabilitySet(info.Capability).ToString());
            Assert.AreEqual(info.Capability, CapabilitySet.Parse(info.ShortName.ToLowerInvariant()).Single());
        }
    }

    [TestMethod]
    public void Operators_AreThoseOfSets()
    {
        var (left, right) = (CapabilitySet.Parse("CHOWN KILL"), CapabilitySet.Parse("KILL BPF"));

        Assert.AreEqual("CHOWN, KILL, BPF", (left | right).ToString());
        Assert.AreEqual("KILL", (left & right).ToString());
        Assert.AreEqual("CHOWN", (left - right).ToString());
        Assert.AreEqual(3, (left | right).Count);
        Assert.IsTrue(CapabilitySet.All.ContainsAll(left));
        Assert.IsFalse(left.ContainsAll(right));
        Assert.IsTrue(left.Overlaps(right));
        Assert.AreEqual("0000000000000021", left.ToHex());
        Assert.AreEqual(41, CapabilitySet.All.Count);
        Assert.AreEqual("none", CapabilitySet.Empty.ToString());
        Assert.AreEqual("41", new CapabilitySet(1UL << 41).ToString());
    }

    [TestMethod]
    [DataRow("cap_net_raw=ep", "cap_net_raw+ep")]
    [DataRow("=", "=")]
    [DataRow("all+eip", "=eip")]
    [DataRow("=ep cap_sys_resource-ep", "=ep cap_sys_resource-ep")]
    [DataRow("=ep 45+i", "=ep 45+i", DisplayName = "a capability of a newer kernel")]
    [DataRow("cap_chown,cap_kill=ip-i", "cap_chown,cap_kill+p")]
    [DataRow("cap_chown+p cap_kill+i", "cap_kill+i cap_chown+p")]
    [DataRow("all=i cap_sys_admin=", "=i cap_sys_admin-i", DisplayName = "all but one")]
    public void State_Text_RoundTrips(string text, string? expected)
    {
        Assert.IsTrue(CapabilityState.TryParse(text, out var state));
        Assert.IsTrue(CapabilityState.TryParse(state.ToString(), out var again));
        Assert.AreEqual(state, again);
        if (expected is not null)
            Assert.AreEqual(expected, state.ToString());
    }

    [TestMethod]
    public void Texts_OfAnySets_RoundTrip()
    {
        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            // Bits that are not known yet among them.
            var sets = Enumerable.Range(0, 3).Select(_ => new CapabilitySet((ulong)random.NextInt64() << (i % 2) & (i % 3 == 0 ? ulong.MaxValue : (ulong)random.NextInt64()))).ToArray();
            var state = new CapabilityState(sets[0], sets[1], i % 5 == 0 ? CapabilitySet.All : sets[2]);

            Assert.IsTrue(CapabilityState.TryParse(state.ToString(), out var again), state.ToString());
            Assert.AreEqual(state, again);
            Assert.AreEqual(sets[0], CapabilitySet.Parse(sets[0].ToString()));
            Assert.AreEqual(sets[0], CapabilitySet.Parse(sets[0].ToHex()));
            Assert.AreEqual(sets[0], CapabilitySet.Parse("0x" + sets[0].ToHex()));
        }
    }

    [TestMethod]
    public void Info_EveryEntry_StandsAtItsNumberAndSaysSomething()
    {
        Assert.HasCount(41, CapabilityInfo.All);
        for (var number = 0; number < 41; number++)
        {
            var info = CapabilityInfo.All[number];
            Assert.AreEqual(number, info.Number);
            foreach (var text in new[] { info.Permits, info.Abuse, info.InUserNamespace })
                StringAssert.EndsWith(text, ".", info.Name);
            Assert.AreNotEqual("", info.Since, info.Name);
            // The enumeration is spelled as the kernel spells it, without underscores.
            Assert.AreEqual(info.ShortName.Replace("_", "", StringComparison.Ordinal), info.Capability.ToString().ToUpperInvariant());
        }
    }

    [TestMethod]
    public void Info_Find_TakesAnySpelling()
    {
        Assert.AreEqual(Capability.SysAdmin, CapabilityInfo.Find("cap_sys_admin")!.Capability);
        Assert.AreEqual("CAP_SYS_ADMIN", CapabilityInfo.Find("SYS_ADMIN")!.Name);
        Assert.IsNull(CapabilityInfo.Find("SYS_ADMINISTRATOR"));
        CollectionAssert.AreEqual(new[] { "Docker", "containerd" }, CapabilityInfo.Of(Capability.NetRaw).DefaultOf.Select(static e => e.Name).ToArray());
    }
}
