namespace ContainerSec.Tests.Permissions;

/// <summary>What the kernel says is in InodeKernelTests; here is what is not known.</summary>
[TestClass]
public class InodeTests
{
    private static readonly CapabilitySet Override = new(Capability.DacOverride);
    private static readonly UserNamespace Container = new(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 100000 65536"));

    // "owner group mode" of the file, "user group capabilities" of who reads it; "?" is not known.
    [TestMethod]
    [DataRow("0 0 400", "1000 1000 none", false)]
    [DataRow("0 0 ?", "1000 1000 none", null)]
    [DataRow("0 0 ?", "1000 1000 DAC_READ_SEARCH", true, DisplayName = "the mode does not matter")]
    [DataRow("? ? 444", "1000 1000 none", true, DisplayName = "everybody may")]
    [DataRow("? ? 440", "1000 1000 none", null)]
    [DataRow("0 ? 040", "1000 ? none", null)]
    [DataRow("0 ? 400", "1000 ? none", false, DisplayName = "whatever the group is")]
    [DataRow("0 0 400", "? 1000 none", null)]
    [DataRow("1000 0 044", "1000 0 none", false, DisplayName = "the owner's class comes first")]
    [DataRow("0 0 400", "1000 1000 ?", null)]
    [DataRow("? ? 000", "1000 1000 DAC_OVERRIDE", true)]
    public void Allows_Reading(string file, string who, bool? expected)
    {
        var (inode, user) = (File(file), who.Split(' '));

        Assert.AreEqual(expected, inode.Allows(
            new FileUser { User = Number(user[0]), Group = Number(user[1]), Capabilities = user[2] == "?" ? null : CapabilitySet.Parse(user[2]) }, FilePermission.Read));
    }

    [TestMethod]
    [DataRow("100000 100000 600", true)]
    [DataRow("0 0 600", false, DisplayName = "the host's files are out of reach of a container's capabilities")]
    [DataRow("100000 0 600", false, DisplayName = "both ids have to be mapped")]
    [DataRow("? 100000 600", null)]
    public void Allows_InUserNamespace_OverridesOnlyWhatIsMapped(string file, bool? expected)
    {
        var root = new FileUser { User = 101000, Group = 101000, Capabilities = Override, Namespace = Container };

        Assert.AreEqual(expected, File(file).Allows(root, FilePermission.Write));
        Assert.IsNull(File("0 0 600").Allows(root with { Namespace = null }, FilePermission.Write));
    }

    [TestMethod]
    public void Allows_Execution_NeedsABitEvenOfRoot()
    {
        var root = new FileUser { User = 0, Group = 0, Capabilities = CapabilitySet.All };

        Assert.IsFalse(File("0 0 644").Allows(root, FilePermission.Execute));
        Assert.IsTrue(File("0 0 645").Allows(root, FilePermission.Execute));
        Assert.IsTrue((File("0 0 000") with { IsFolder = true }).Allows(root, FilePermission.Execute));
        Assert.IsNull(File("0 0 ?").Allows(root, FilePermission.Execute));
    }

    [TestMethod]
    [DataRow("0 0 1777", "2000 2000 644", false)]
    [DataRow("0 0 0777", "2000 2000 644", true)]
    [DataRow("0 0 1777", "1000 2000 644", true, DisplayName = "one's own entry")]
    [DataRow("1000 0 1777", "2000 2000 644", true, DisplayName = "one's own folder")]
    [DataRow("0 0 1777", "? 2000 644", null)]
    [DataRow("0 0 ?", "2000 2000 644", null)]
    [DataRow("0 0 1755", "1000 2000 644", false)]
    public void AllowsRemoval_FromAFolder(string folder, string entry, bool? expected) =>
        Assert.AreEqual(expected, (File(folder) with { IsFolder = true }).AllowsRemoval(new FileUser { User = 1000, Group = 1000 }, File(entry)));

    [TestMethod]
    public void Create_FolderNotKnown_SaysOnlyWhatIsCertain()
    {
        var user = new FileUser { User = 1000, Group = 1000 };
        var made = new Inode { IsFolder = true, Group = 2000 }.Create(user, 0b110_100_100, isFolder: false);

        Assert.AreEqual(1000, made.Owner);
        Assert.IsNull(made.Group);
        Assert.AreEqual(0b110_100_100, made.Mode);
    }

    private static Inode File(string text)
    {
        var words = text.Split(' ');
        return new Inode { Owner = Number(words[0]), Group = Number(words[1]), Mode = words[2] == "?" ? null : Convert.ToInt32(words[2], 8) };
    }

    private static long? Number(string text) => text == "?" ? null : long.Parse(text, null);
}
