using ContainerSec.Testing;
using CsCheck;
using NJsonSchema;

namespace ContainerSec.Threats;

/// <summary>Least profiles: they allow what was asked for, say what the runtime adds, and refuse the rest.</summary>
[TestClass]
public sealed class LeastProfileTests
{
    private static readonly string[] Calls = [.. SystemCalls.Of(SystemCallArchitecture.X64).Keys.Order(StringComparer.Ordinal)];

    [TestMethod]
    public void Profile_AllowsExactlyWhatWasAskedFor()
    {
        var runtime = SeccompProfile.LeastFrom([]).Rules[0].Calls.Select(static call => call.Name).ToHashSet();
        Gen.Select(Gen.Int[0, Calls.Length - 1].Array[0, 60], Gen.Bool).Sample(
            (indexes, withRuntime) =>
            {
                var asked = indexes.Select(static i => Calls[i]).ToHashSet();
                var json = SeccompProfile.LeastFrom(asked, withRuntime).ToJson();
                var profile = SeccompProfile.Parse(json, "least.json");
                Assert.IsEmpty(profile.Problems, string.Join('\n', profile.Problems));
                var filter = profile.Compile(CapabilitySet.All);
                foreach (var call in Calls)
                {
                    var decision = filter.Decide(call);
                    var allowed = asked.Contains(call) || (withRuntime && runtime.Contains(call));
                    Assert.AreEqual(allowed ? Truth.Yes : Truth.No, decision.Allowed, call);
                    Assert.IsTrue(allowed || decision is { Action: SeccompAction.Errno, Errno: 1 or 38 }, $"{call}: {decision}");
                    Assert.AreEqual(Truth.No, filter.Decide(SystemCallArchitecture.X86, call).Allowed, "32-bit calls");
                }
            },
            iter: 200,
            seed: "0N0XIzNsQ0O2");
    }

    [TestMethod]
    [DataRow("clone3", 38, DisplayName = "libc falls back to clone")]
    [DataRow("mount", 1)]
    [DataRow("unshare", 1)]
    public void Others_FailWithTheErrorThatHelps(string call, int errno) =>
        Assert.AreEqual(errno, SeccompProfile.LeastFrom(["read"]).Compile(CapabilitySet.Empty).Decide(call).Errno);

    [TestMethod]
    [DataRow("execve(\"./x\", [\"./x\"], 0x7ffe /* 47 vars */) = 0\n+++ exited with 0 +++\n", "execve")]
    [DataRow("[pid   647] openat(AT_FDCWD, \"/a (b)\", O_RDONLY) = 3\n--- SIGCHLD {si_signo=SIGCHLD} ---\n", "openat")]
    [DataRow("657   19:44:28.132493 brk(NULL) = 0x5\n657   19:44:28.148743 <... wait4 resumed>) = 3\nstrace: Process 9 attached\n", "brk wait4")]
    [DataRow("     0.000123 mmap(NULL, 8192) = 0x7f\n1763.1 close(3) = 0\n", "close mmap")]
    [DataRow("% time     seconds  usecs/call     calls    errors syscall\n------ ----------- ----------- --------- --------- ----------------\n 50.00    0.000001           0         5         2 openat\n 50.00    0.000001           0         1           brk\n100.00    0.000002           0         6         2 total\n", "brk openat")]
    [DataRow("type=SECCOMP msg=audit(1.2:3): auid=0 uid=0 pid=9 comm=\"x\" exe=\"/x\" sig=0 arch=c000003e syscall=165 compat=0 ip=0x7f code=0x7ffc0000\n", "mount")]
    [DataRow("type=SYSCALL msg=audit(1.2:3): arch=c00000b7 syscall=40 success=yes exit=0\n", "mount", DisplayName = "64-bit Arm")]
    [DataRow("type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=59 success=yes ARCH=x86_64 SYSCALL=execve AUID=\"root\"\n", "execve")]
    [DataRow("type=SYSCALL msg=audit(1.2:3): arch=x86_64 syscall=execve success=yes\r\n", "execve", DisplayName = "as ausearch -i writes it")]
    public void Log_NamesItsCalls(string log, string expected)
    {
        var profile = SeccompProfile.LeastFromLog(log, "log.txt", withRuntime: false);
        string[] unrecorded = ["exit", "exit_group", "restart_syscall", "rt_sigreturn"];
        Assert.AreEqual(expected, string.Join(' ', profile.Rules[0].Calls.Select(static c => c.Name).Except(unrecorded)));
        Assert.IsEmpty(profile.Problems);
    }

    [TestMethod]
    public void Log_WithUnknownNumber_IsToldWithItsLine()
    {
        var profile = SeccompProfile.LeastFromLog("type=SECCOMP arch=c000003e syscall=165 x\ntype=SECCOMP arch=c000003e syscall=9999 x\n", "audit.log");
        Assert.AreEqual("audit.log(2,1): warning CSEC0104: The call '9999' of the architecture 'c000003e' is not known here; it is left out.", profile.Problems[0].ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Hello, world\nnothing (to see)\n")]
    public void Text_ThatIsNoLog_IsRefused(string text) =>
        StringAssert.StartsWith(Assert.ThrowsExactly<ContainerSecException>(() => SeccompProfile.LeastFromLog(text, "log.txt")).Message, "log.txt(1,1): error CSEC0104: No line names a system call");

    [TestMethod]
    public void Name_ThatIsNoCall_IsToldAndLeftOut()
    {
        var profile = SeccompProfile.LeastFrom(["read", "no_such_call"]);
        Assert.AreEqual("warning CSEC0104: There is no system call 'no_such_call'; it is left out.", profile.Problems[0].ToString());
        CollectionAssert.DoesNotContain(profile.SystemCalls.ToArray(), "no_such_call");
    }

    [TestMethod]
    public async Task Json_IsValidByTheRuntimeSpec()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "schemas", "runtime-spec", "config-schema.json");
        if (!File.Exists(path))
            Assert.Inconclusive("The published schemas are not here.");
        var schema = await JsonSchema.FromFileAsync(path);
        foreach (var profile in new[] { SeccompProfile.LeastFrom(["read", "write"]), SeccompProfile.Default(EngineProfile.Docker), SeccompProfile.Default(EngineProfile.Podman) })
        {
            var errors = schema.Validate($$"""{ "ociVersion": "1.2.0", "linux": { "seccomp": {{profile.ToJson()}} } }""");
            Assert.AreEqual("", string.Join('\n', errors));
        }

        Assert.AreNotEqual(0, schema.Validate("""{ "ociVersion": "1.2.0", "linux": { "seccomp": { "defaultAction": "ALLOW" } } }""").Count, "The schema looks at the section.");
    }

    // Writing and reading again loses nothing that decides.
    [TestMethod]
    [DataRow("Docker")]
    [DataRow("containerd")]
    [DataRow("Podman")]
    [DataRow("CRI-O")]
    public void EngineDefault_WrittenAndRead_DecidesAlike(string engine)
    {
        var profile = SeccompProfile.Default(EngineProfile.Find(engine)!);
        var again = SeccompProfile.Parse(profile.ToJson(), "again.json");
        Assert.IsFalse(again.Problems.Any(static p => p.Severity == Readers.ProblemSeverity.Error), string.Join('\n', again.Problems));
        foreach (var capabilities in new[] { CapabilitySet.Empty, CapabilitySet.All })
        {
            var (one, other) = (profile.Compile(capabilities), again.Compile(capabilities));
            foreach (var call in profile.SystemCalls)
                Assert.AreEqual((one.Decide(call).Allowed, one.Decide(call, 12).Allowed, one.Decide(call).Errno), (other.Decide(call).Allowed, other.Decide(call, 12).Allowed, other.Decide(call).Errno), call);
        }
    }

    [TestMethod]
    public void RiskyCalls_AreThoseThatTheProfileLeavesOpen()
    {
        static string Names(SeccompProfile profile, CapabilitySet capabilities) => string.Join(' ', profile.Compile(capabilities).FindRiskyCalls().Select(static c => c.Name));
        var docker = SeccompProfile.Default(EngineProfile.Docker);

        Assert.AreEqual("ptrace process_vm_readv process_vm_writev name_to_handle_at vmsplice", Names(docker, EngineProfile.Docker.DefaultCapabilities));
        Assert.AreEqual("", Names(SeccompProfile.LeastFrom(["read", "socketpair"]), CapabilitySet.All));
        StringAssert.Contains(Names(docker, new CapabilitySet(Capability.SysAdmin)), "mount umount2 open_tree move_mount fsopen fsconfig mount_setattr unshare clone clone3 setns bpf");
        StringAssert.StartsWith(Names(SeccompProfile.Default(EngineProfile.Podman), EngineProfile.Podman.DefaultCapabilities), "mount umount2 pivot_root open_tree move_mount fsopen fsconfig mount_setattr unshare clone clone3 setns ptrace");

        var mount = SeccompProfile.Default(EngineProfile.Podman).Compile(CapabilitySet.Empty).FindRiskyCalls()[0];
        Assert.AreEqual((Truth.Yes, Capability.SysAdmin, Truth.Maybe), (mount.Allowed, mount.KernelAsksFor, mount.KernelPermits), "A user namespace gives the capability.");
    }
}
