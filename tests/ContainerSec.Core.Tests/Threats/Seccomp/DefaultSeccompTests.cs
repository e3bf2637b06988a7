using System.Text.Json;
using ContainerSec.Testing;

namespace ContainerSec.Threats;

/// <summary>The profiles that engines bring, held against what is known of them from elsewhere.</summary>
[TestClass]
public sealed class DefaultSeccompTests
{
    private static readonly SeccompFilter Docker = SeccompProfile.Default(EngineProfile.Docker).Compile(EngineProfile.Docker.DefaultCapabilities);

    // Facts that were gathered from Docker's file, apart from the product: every call of x86-64 is in them or allowed.
    [TestMethod]
    public void Docker_DeniesWhatItsFileDenies()
    {
        using var facts = Facts();
        var denied = facts.RootElement.GetProperty("denied").EnumerateArray()
            .ToDictionary(static row => row.GetProperty("name").GetString()!, static row => row.GetProperty("unlockedBy").EnumerateArray().Select(static c => c.GetString()!).ToArray());
        string[] byArgument = ["socket", "clone", "personality"];

        foreach (var (call, number) in SystemCalls.Of(SystemCallArchitecture.X64))
        {
            var decision = Docker.Decide(call);
            // The facts know the calls up to 450; there is no number 336 in them yet.
            if (number > 450 || call == "uprobe" || call == "uretprobe")
                continue;
            var expected = byArgument.Contains(call) ? Truth.Maybe : denied.ContainsKey(call) ? Truth.No : Truth.Yes;
            Assert.AreEqual(expected, decision.Allowed, $"{call}: {decision}");
        }

        foreach (var (call, capabilities) in denied)
        {
            foreach (var capability in Enum.GetValues<Capability>())
            {
                var with = SeccompProfile.Default(EngineProfile.Docker).Compile(EngineProfile.Docker.DefaultCapabilities | new CapabilitySet(capability)).Decide(call);
                var unlocks = capabilities.Contains("CAP_" + CapabilityInfo.Of(capability).ShortName);
                Assert.AreEqual(unlocks, with.Allowed == Truth.Yes, $"{call} with {capability}: {with}");
            }
        }
    }

    [TestMethod]
    public void Podman_AllowsWhatDockerDoesNot()
    {
        using var facts = Facts();
        var more = facts.RootElement.GetProperty("podman").GetProperty("allowsUnconditionallyButDockerDoesNot").EnumerateArray().Select(static n => n.GetString()!).ToArray();
        var podman = SeccompProfile.Default(EngineProfile.Podman).Compile(CapabilitySet.Empty);
        foreach (var call in more)
        {
            // The facts are of a newer version, which asks for no capability there.
            if (call != "fanotify_init" && SystemCalls.Of(SystemCallArchitecture.X64).ContainsKey(call))
                Assert.AreEqual(Truth.Yes, podman.Decide(call).Allowed, call);
        }
    }

    [TestMethod]
    [DataRow("mount", "", Truth.No, SeccompAction.Errno, 1, DisplayName = "Docker: mount needs CAP_SYS_ADMIN")]
    [DataRow("clone", "0x10000000", Truth.No, SeccompAction.Errno, 1, DisplayName = "clone with CLONE_NEWUSER")]
    [DataRow("clone", "0x11", Truth.Yes, SeccompAction.Allow, 0, DisplayName = "clone of an ordinary process")]
    [DataRow("clone3", "", Truth.No, SeccompAction.Errno, 38, DisplayName = "clone3 looks as if there were none")]
    [DataRow("socket", "2", Truth.Yes, SeccompAction.Allow, 0, DisplayName = "AF_INET")]
    [DataRow("socket", "38", Truth.No, SeccompAction.Errno, 1, DisplayName = "AF_ALG")]
    [DataRow("socket", "40", Truth.No, SeccompAction.Errno, 1, DisplayName = "AF_VSOCK")]
    [DataRow("personality", "0x400000", Truth.No, SeccompAction.Errno, 1)]
    [DataRow("personality", "0xffffffff", Truth.Yes, SeccompAction.Allow, 0)]
    [DataRow("ptrace", "", Truth.Yes, SeccompAction.Allow, 0)]
    [DataRow("chown32", "", Truth.No, null, 0, DisplayName = "x86-64 has no such call")]
    public void Docker_Decides(string call, string argument, Truth allowed, SeccompAction? action, int errno)
    {
        ulong?[] arguments = argument.Length == 0 ? [] : [Convert.ToUInt64(argument, argument.StartsWith("0x", StringComparison.Ordinal) ? 16 : 10)];
        var decision = Docker.Decide(call, arguments);

        Assert.AreEqual(allowed, decision.Allowed, decision.ToString());
        Assert.AreEqual(action, decision.Action, decision.ToString());
        Assert.AreEqual(errno, decision.Errno);
        Assert.AreNotEqual(0, decision.Because.Count);
    }

    [TestMethod]
    public void Reasons_NameTheCapabilityThatUnlocks()
    {
        Assert.AreEqual(
            "Docker's default seccomp profile refuses mount with EPERM, its default action; it would be allowed with CAP_SYS_ADMIN (default of Docker)",
            Docker.Decide("mount").Because[0].ToString());
    }

    [TestMethod]
    public void UncertainCapability_IsMaybe()
    {
        var filter = SeccompProfile.Default(EngineProfile.Docker).Compile(CapabilitySet.Empty, uncertain: new CapabilitySet(Capability.SysAdmin));
        Assert.AreEqual(Truth.Maybe, filter.Decide("mount").Allowed);
        Assert.AreEqual(Truth.Yes, filter.Decide("read").Allowed);
        Assert.AreEqual(Truth.No, filter.Decide("keyctl").Allowed);
    }

    [TestMethod]
    public void Kernel_BeforeTracingWasSafe_HasNoPtrace()
    {
        Assert.AreEqual(Truth.No, SeccompProfile.Default(EngineProfile.Docker).Compile(CapabilitySet.Empty, kernel: new Version(4, 4)).Decide("ptrace").Allowed);
        Assert.AreEqual(Truth.Yes, SeccompProfile.Default(EngineProfile.Docker).Compile(CapabilitySet.Empty, kernel: new Version(4, 8)).Decide("ptrace").Allowed);
    }

    [TestMethod]
    public void Crio_LeavesUnshareToAdministrators()
    {
        var profile = SeccompProfile.Default(EngineProfile.Crio);
        Assert.AreEqual(Truth.No, profile.Compile(CapabilitySet.Empty).Decide("unshare").Allowed);
        Assert.AreEqual(Truth.Yes, profile.Compile(new CapabilitySet(Capability.SysAdmin)).Decide("unshare").Allowed);
    }

    [TestMethod]
    public void Unconfined_AllowsEverything()
    {
        var filter = SeccompProfile.Unconfined.Compile(CapabilitySet.Empty);
        foreach (var call in SystemCalls.Of(SystemCallArchitecture.X64).Keys)
            Assert.AreEqual(Truth.Yes, filter.Decide(call).Allowed, call);
        Assert.AreEqual(Truth.Yes, filter.Decide(SystemCallArchitecture.X86, "mount").Allowed);
    }

    private static JsonDocument Facts()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "facts", "seccomp-defaults.json");
        if (!File.Exists(path))
            Assert.Inconclusive("The facts are not here.");
        return JsonDocument.Parse(File.ReadAllText(path));
    }
}
