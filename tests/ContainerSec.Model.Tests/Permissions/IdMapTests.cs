namespace ContainerSec.Tests.Permissions;

[TestClass]
public class IdMapTests
{
    [TestMethod]
    [DataRow(0L, 100000L)]
    [DataRow(999L, 100999L)]
    [DataRow(1000L, 1000L, DisplayName = "one id is kept")]
    [DataRow(1001L, 101001L)]
    [DataRow(65535L, 165535L)]
    [DataRow(65536L, null)]
    [DataRow(-1L, null)]
    public void Map_BothWays(long inside, long? outside)
    {
        var map = IdMap.Parse("0 100000 1000\n1000 1000 1\n1001 101001 64535");

        Assert.AreEqual(outside, map.ToOutside(inside));
        if (outside is { } id)
            Assert.AreEqual(inside, map.ToInside(id));
    }

    [TestMethod]
    public void SeenInside_NotMapped_IsTheOverflowId()
    {
        var map = new IdMap(new IdRange(0, 100000, 65536));

        Assert.IsNull(map.ToInside(0));
        Assert.AreEqual(65534, map.SeenInside(0));
        Assert.AreEqual(0, map.SeenInside(100000));
        Assert.AreEqual(65534, IdMap.Empty.SeenInside(1000));
        Assert.AreEqual(4294967294, IdMap.Identity.ToOutside(4294967294));
        Assert.IsNull(IdMap.Identity.ToOutside(4294967295));
    }

    [TestMethod]
    [DataRow("         0          0 4294967295\n", "0 0 4294967295")]
    [DataRow("5 5 1\n0 100 5", "0 100 5\n5 5 1", DisplayName = "in the order of the ids inside")]
    [DataRow("", "")]
    public void Parse_Text_RoundTrips(string text, string expected)
    {
        Assert.AreEqual(expected, IdMap.Parse(text).ToString());
        Assert.AreEqual(IdMap.Parse(text), IdMap.Parse(expected));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("0 0")]
    [DataRow("0 0 0")]
    [DataRow("0 0 4294967296")]
    [DataRow("1 0 4294967295")]
    [DataRow("-1 0 1")]
    [DataRow("0 0 1 1")]
    [DataRow("0 100 10\n9 200 10", DisplayName = "an id inside twice")]
    [DataRow("0 100 10\n10 109 10", DisplayName = "an id outside twice")]
    [DataRow("0 0 9223372036854775807")]
    public void TryParse_OtherText_Fails(string? text) => Assert.IsFalse(IdMap.TryParse(text, out _));

    [TestMethod]
    public void New_ImpossibleRange_SaysWhich() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(static () => new IdMap(new IdRange(0, 0, 0))).Message, "0 0 0");

    [TestMethod]
    [DataRow("0 100000 65536", "0 165536 65536", "")]
    [DataRow("0 100000 65536", "0 165535 65536", "65535 165535 1")]
    [DataRow("0 0 4294967295", "0 100000 10", "100000 100000 10", DisplayName = "with the host itself")]
    [DataRow("0 100000 10\n1000 1000 1", "0 1000 1", "1000 1000 1")]
    public void Overlap_IsInIdsOutside(string one, string other, string expected) =>
        Assert.AreEqual(expected, string.Join('\n', IdMap.Parse(one).Overlap(IdMap.Parse(other))));

    [TestMethod]
    public void Through_NestedNamespaces_IsOneMap()
    {
        var outer = IdMap.Parse("0 100000 1000\n1000 500000 1000");
        var inner = IdMap.Parse("0 500 1000\n5000 4000 10");

        var map = inner.Through(outer);

        Assert.AreEqual("0 100500 500\n500 500000 500", map.ToString());
        for (var id = 0L; id < 6000; id++)
            Assert.AreEqual(inner.ToOutside(id) is { } middle ? outer.ToOutside(middle) : null, map.ToOutside(id));
    }
}
