using ContainerSec.Readers.Kubernetes;

namespace ContainerSec.Tests.Kubernetes;

[TestClass]
public class QuantityTests
{
    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("1", 1)]
    [DataRow("128Mi", 134217728)]
    [DataRow("1.5Gi", 1610612736)]
    [DataRow(".5Ki", 512)]
    [DataRow("1Ki", 1024)]
    [DataRow("1k", 1000)]
    [DataRow("64M", 64_000_000)]
    [DataRow("2G", 2_000_000_000)]
    [DataRow("3T", 3_000_000_000_000)]
    [DataRow("1P", 1_000_000_000_000_000)]
    [DataRow("1E", 1_000_000_000_000_000_000)]
    [DataRow("1Ei", 1L << 60)]
    [DataRow("1e3", 1000)]
    [DataRow("1E3", 1000)]
    [DataRow("12e-1", 2)]
    [DataRow("1500m", 2, DisplayName = "parts are rounded up")]
    [DataRow("1n", 1)]
    [DataRow("-1500m", -2)]
    [DataRow("+5", 5)]
    [DataRow("100E", long.MaxValue, DisplayName = "at most 2^63 - 1")]
    [DataRow("1e99", long.MaxValue)]
    [DataRow("99999999999999999999999", long.MaxValue)]
    [DataRow("1e-99", 1)]
    public void ToUnits_Quantity(string text, long expected)
    {
        Assert.IsTrue(Quantity.TryParse(text, out var value));
        Assert.AreEqual(expected, Quantity.ToUnits(value));
    }

    [TestMethod]
    [DataRow("500m", 0.5)]
    [DataRow("2", 2.0)]
    [DataRow("0.1", 0.1)]
    [DataRow("250u", 0.00025)]
    public void TryParse_Cores(string text, double expected)
    {
        Assert.IsTrue(Quantity.TryParse(text, out var value));
        Assert.AreEqual(expected, (double)value, 1e-12);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Mi")]
    [DataRow("1 Mi")]
    [DataRow("1mi")]
    [DataRow("1MB")]
    [DataRow("1K")]
    [DataRow("1e")]
    [DataRow("1e+")]
    [DataRow("e3")]
    [DataRow("1.2.3")]
    [DataRow("--1")]
    [DataRow("1,5")]
    [DataRow("0x10")]
    public void TryParse_NoQuantity(string text) => Assert.IsFalse(Quantity.TryParse(text, out _));
}
