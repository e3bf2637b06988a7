using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>What a profile allows.</summary>
[TestClass]
public sealed class AppArmorDecisionTests
{
    [TestMethod]
    // Patterns: what "apparmor_parser -D rule-exprs" makes of them.
    [DataRow("/a/* r,", "/a/b", "r", Truth.Yes)]
    [DataRow("/a/* r,", "/a/", "r", Truth.No)]
    [DataRow("/a/* r,", "/a/b/c", "r", Truth.No)]
    [DataRow("/a/** r,", "/a/b/c", "r", Truth.Yes)]
    [DataRow("/a/** r,", "/a/", "r", Truth.No)]
    [DataRow("/a/*/d r,", "/a//d", "r", Truth.No)]
    [DataRow("/a/**/d r,", "/a/b/c/d", "r", Truth.Yes)]
    [DataRow("/a* r,", "/a", "r", Truth.Yes)]
    [DataRow("/a** r,", "/a/b", "r", Truth.Yes)]
    [DataRow("/a/**x r,", "/a/x", "r", Truth.Yes)]
    [DataRow("/i/{j,k*,}/l? r,", "/i//lm", "r", Truth.Yes)]
    [DataRow("/i/{j,k*,}/l? r,", "/i/kk/l/", "r", Truth.No)]
    [DataRow("/m[^a-c]n r,", "/mdn", "r", Truth.Yes)]
    [DataRow("/m[^a-c]n r,", "/mbn", "r", Truth.No)]
    [DataRow("/o//p r,", "/o/p", "r", Truth.Yes)]
    [DataRow("/u\\*v r,", "/u*v", "r", Truth.Yes)]
    [DataRow("/u\\*v r,", "/uxv", "r", Truth.No)]
    [DataRow("/a.b r,", "/axb", "r", Truth.No)]
    [DataRow("\"/r s/[!t]\" r,", "/r s/!", "r", Truth.Yes)]
    // Permissions.
    [DataRow("/a rw,", "/a", "rw", Truth.Yes)]
    [DataRow("/a r,", "/a", "rw", Truth.No)]
    [DataRow("/a w,", "/a", "a", Truth.Yes)]
    [DataRow("/a a,", "/a", "w", Truth.No)]
    [DataRow("/a pix,", "/a", "x", Truth.Yes)]
    [DataRow("/a mr,", "/a", "mr", Truth.Yes)]
    [DataRow("file,", "/a", "rwlkmx", Truth.Yes)]
    [DataRow("file, deny /a w,", "/a", "w", Truth.No)]
    [DataRow("deny /a w, file,", "/a", "r", Truth.Yes)]
    [DataRow("", "/a", "r", Truth.No)]
    [DataRow("owner /a r,", "/a", "r", Truth.Maybe)]
    [DataRow("file, deny owner /a r,", "/a", "r", Truth.Maybe)]
    [DataRow("/a r, bogus thing,", "/a", "r", Truth.Maybe, DisplayName = "a rule that is not understood may forbid")]
    [DataRow("/a r, bogus thing,", "/b", "r", Truth.Maybe)]
    [DataRow("include <abstractions/base> /a r,", "/a", "r", Truth.Yes, DisplayName = "it forbids nothing")]
    [DataRow("include <abstractions/base> /a r,", "/b", "r", Truth.Maybe)]
    [DataRow("include <local/web> /a r,", "/a", "r", Truth.Maybe)]
    [DataRow("audit { /a r, }", "/a", "r", Truth.Yes)]
    public void Allows_File(string rules, string path, string permissions, Truth expected) =>
        Assert.AreEqual(expected, Profile(rules).Allows(path, permissions).Truth, Profile(rules).Allows(path, permissions).ToString());

    [TestMethod]
    public void Allows_OwnerIsKnown_IsDecided()
    {
        var profile = Profile("owner /a r,");

        Assert.IsTrue(profile.Allows("/a", "r", isOwner: true).IsYes);
        Assert.IsTrue(profile.Allows("/a", "r", isOwner: false).IsNo);
    }

    [TestMethod]
    public void Allows_Variable_StandsForEveryValue()
    {
        var file = AppArmorFile.Parse(new SourceText("case", "@{D}=/a /b\n@{D}+=/c\nprofile x { @{D}/@{D}/e r, }"));

        foreach (var path in (string[])["/a/a/e", "/c/b/e"])
            Assert.IsTrue(file.Profiles[0].Allows(path, "r").IsYes, path);
        Assert.IsTrue(file.Profiles[0].Allows("/d/a/e", "r").IsNo);
    }

    [TestMethod]
    [DataRow("capability,", Truth.Yes)]
    [DataRow("capability sys_admin kill,", Truth.Yes)]
    [DataRow("capability kill,", Truth.No)]
    [DataRow("capability, deny capability sys_admin,", Truth.No)]
    [DataRow("", Truth.No)]
    public void Allows_Capability(string rules, Truth expected) => Assert.AreEqual(expected, Profile(rules).Allows(Capability.SysAdmin).Truth);

    [TestMethod]
    [DataRow("mount,", Truth.Yes)]
    [DataRow("mount, deny mount,", Truth.No)]
    [DataRow("umount,", Truth.No)]
    [DataRow("mount fstype=ext4 /a -> /b,", Truth.Maybe)]
    [DataRow("mount, deny mount fstype=proc,", Truth.Maybe)]
    public void AllowsMount_Rules(string rules, Truth expected) => Assert.AreEqual(expected, Profile(rules).AllowsMount().Truth);

    [TestMethod]
    [DataRow("ptrace,", Truth.Yes)]
    [DataRow("ptrace (read),", Truth.No)]
    [DataRow("ptrace (trace) peer=x,", Truth.No)]
    [DataRow("ptrace trace peer=unconfined,", Truth.Yes)]
    [DataRow("ptrace (trace) peer=un*,", Truth.Maybe)]
    public void AllowsTracing_OfUnconfined(string rules, Truth expected) => Assert.AreEqual(expected, Profile(rules).AllowsTracing("unconfined").Truth);

    [TestMethod]
    [DataRow("network,", "inet", "stream", Truth.Yes)]
    [DataRow("network inet tcp,", "inet", "stream", Truth.Yes)]
    [DataRow("network inet tcp,", "inet", "raw", Truth.No)]
    [DataRow("network, deny network raw,", "inet", "raw", Truth.No)]
    [DataRow("network inet6,", "inet", "stream", Truth.No)]
    public void AllowsNetwork_Rules(string rules, string domain, string type, Truth expected) => Assert.AreEqual(expected, Profile(rules).AllowsNetwork(domain, type).Truth);

    [TestMethod]
    [DataRow("flags=(complain)", "", Truth.Yes)]
    [DataRow("flags=(complain)", "deny /a r,", Truth.Maybe)]
    [DataRow("flags=(unconfined)", "deny /a r,", Truth.Yes)]
    public void Allows_OtherModes(string flags, string rules, Truth expected) =>
        Assert.AreEqual(expected, AppArmorFile.Parse(new SourceText("case", $"profile x {flags} {{ {rules} }}")).Profiles[0].Allows("/a", "r").Truth);

    [TestMethod]
    [DataRow("/proc/sys/kernel/core_pattern", "w", Truth.No)]
    [DataRow("/proc/sys/kernel/core_pattern", "r", Truth.Yes)]
    [DataRow("/proc/sys/kernel/shmmax", "w", Truth.Yes)]
    [DataRow("/proc/sys/vm/overcommit_memory", "w", Truth.No)]
    [DataRow("/proc/sysrq-trigger", "w", Truth.No)]
    [DataRow("/proc/kcore", "r", Truth.No)]
    [DataRow("/proc/1/environ", "w", Truth.Yes)]
    [DataRow("/proc/12/attr/current", "w", Truth.Yes)]
    [DataRow("/proc/fs/nfsd/x", "w", Truth.No)]
    [DataRow("/sys/firmware/efi/efivars/x", "r", Truth.No)]
    [DataRow("/sys/kernel/uevent_helper", "w", Truth.No)]
    [DataRow("/sys/fs/cgroup/release_agent", "w", Truth.Yes)]
    [DataRow("/etc/shadow", "r", Truth.Yes)]
    public void DockerDefault_Files(string path, string permissions, Truth expected) =>
        Assert.AreEqual(expected, AppArmorProfile.DockerDefault.Allows(path, permissions).Truth, AppArmorProfile.DockerDefault.Allows(path, permissions).ToString());

    [TestMethod]
    public void DockerDefault_ForbidsMountingAndTracingOthers()
    {
        var profile = AppArmorProfile.DockerDefault;

        Assert.IsTrue(profile.AllowsMount().IsNo);
        Assert.IsTrue(profile.AllowsTracing("unconfined").IsNo);
        Assert.IsTrue(profile.AllowsTracing("docker-default").IsYes);
        Assert.IsTrue(profile.Allows(Capability.SysAdmin).IsYes);
    }

    private static AppArmorProfile Profile(string rules) =>
        AppArmorFile.Parse(new SourceText("case", $"profile x {{\n {rules}\n}}\n")).Profiles[0];
}
