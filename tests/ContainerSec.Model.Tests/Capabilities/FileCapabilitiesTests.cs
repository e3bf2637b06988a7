namespace ContainerSec.Tests.Capabilities;

[TestClass]
public class FileCapabilitiesTests
{
    [TestMethod]
    [DataRow("0100000200300000000000000000000000000000", "cap_net_admin,cap_net_raw+ep", DisplayName = "version 2, measured")]
    [DataRow("0000000200200000000000000000000000000000", "cap_net_raw+p", DisplayName = "version 2 without the effective bit, measured")]
    [DataRow("010000010020000000200000", "cap_net_raw+eip", DisplayName = "version 1")]
    [DataRow("0100000300200000000000008000000000000000a0860100", "cap_net_raw,cap_bpf+ep [rootid=100000]", DisplayName = "version 3")]
    public void Attribute_IsReadAndWritten(string hex, string text)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.IsTrue(FileCapabilities.TryRead(bytes, out var capabilities));
        Assert.AreEqual(text, capabilities.ToString());
        if (bytes.Length > 12)
            CollectionAssert.AreEqual(bytes, capabilities.ToAttribute());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0100")]
    [DataRow("0100000400300000000000000000000000000000", DisplayName = "version 4")]
    [DataRow("01000002003000000000000000000000000000", DisplayName = "a byte short")]
    [DataRow("010000020030000000000000000000000000000000000000", DisplayName = "version 2 as long as version 3")]
    [DataRow("0100000100300000000000000000000000000000", DisplayName = "version 1 as long as version 2")]
    public void TryRead_OtherBytes_Fails(string hex) => Assert.IsFalse(FileCapabilities.TryRead(Convert.FromHexString(hex), out _));

    [TestMethod]
    [DataRow("cap_net_raw+ep", true)]
    [DataRow("cap_net_raw,cap_kill=pe cap_kill+i", true)]
    [DataRow("cap_net_raw+p cap_kill+ep", false, DisplayName = "effective is all or nothing in a file")]
    [DataRow("cap_net_raw+e", false)]
    [DataRow("net_rawr+ep", false)]
    public void TryParse_Text(string text, bool isOne) => Assert.AreEqual(isOne, FileCapabilities.TryParse(text, out _));

    [TestMethod]
    public void Attribute_OfAnyCapabilities_RoundTrips()
    {
        var random = new Random(3);
        for (var i = 0; i < 1000; i++)
        {
            var capabilities = new FileCapabilities(new((ulong)random.NextInt64()), new((ulong)random.NextInt64()), i % 2 == 0, i % 3 == 0 ? random.Next() : null);

            Assert.IsTrue(FileCapabilities.TryRead(capabilities.ToAttribute(), out var again));
            Assert.AreEqual(capabilities, again);
        }
    }
}
