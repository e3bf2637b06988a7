using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>What is not known never makes a container look safer: turning facts unknown can only turn answers into "maybe" and widen ranges.</summary>
[TestClass]
public sealed class IsolationPropertyTests
{
    private const int Samples = 3000;

    [TestMethod]
    public void UnknownFacts_NeverMakeAnAnswerMoreCertain()
    {
        var random = new Random(20261124);
        for (var sample = 0; sample < Samples; sample++)
        {
            var known = Sample(random);
            var unknown = Forget(known, random);
            var options = Options(random);
            var (before, after) = (IsolationReport.Of(known, options), IsolationReport.Of(unknown, options));

            foreach (var (name, ask) in Questions)
            {
                var (truth, blurred) = (ask(before), ask(after));
                Assert.IsTrue(blurred.Truth == Truth.Maybe || blurred.Truth == truth.Truth, $"sample {sample}, {name}: {truth} became {blurred}");
                Assert.IsTrue(blurred.Truth != Truth.Maybe || blurred.Because.Count > 0, $"sample {sample}, {name}: the fact that would decide is named.");
            }

            foreach (var rating in before.Boundaries)
            {
                var blurred = after.Boundary(rating.Side);
                if (blurred is null)
                    continue;
                Assert.IsTrue(
                    blurred.LowestStrength <= rating.LowestStrength && blurred.HighestStrength >= rating.HighestStrength,
                    $"sample {sample}: {rating} became {blurred}\n{string.Join('\n', blurred.Deciding)}");
            }
        }
    }

    [TestMethod]
    public void OpenBoundary_NamesWhatDecides_AndIsNeverCalledStrong()
    {
        var random = new Random(7);
        for (var sample = 0; sample < Samples; sample++)
        {
            var report = IsolationReport.Of(Forget(Sample(random), random), Options(random));
            var host = report.Boundary(BoundarySide.Host)!;

            Assert.AreEqual(host.IsDecided, host.Deciding.Count == 0, $"sample {sample}: {host}");
            // Strong is what has no way back to the shared kernel, whatever the open facts turn out to be.
            if (host.LowestStrength >= 78)
                Assert.IsTrue(report.SharedKernel.IsNo, $"sample {sample}: {host}");
            Assert.IsTrue(host.LowestStrength > 10 || !report.Privileged.IsNo || host.Reasons.Count > 0 || host.Deciding.Count > 0, $"sample {sample}: {host}");
        }
    }

    [TestMethod]
    public void PartialObject_ProvesNothingByWhatIsMissing()
    {
        var report = IsolationReport.Of(new Workload { Name = "web", Kind = "container", IsPartial = true });

        foreach (var (name, ask) in Questions)
            Assert.AreEqual(Truth.Maybe, ask(report).Truth, $"{name}: {ask(report)}");
    }

    private static readonly (string Name, Func<IsolationReport, Ruling> Ask)[] Questions =
    [
        ("Privileged", static r => r.Privileged),
        ("IsRootInside", static r => r.IsRootInside),
        ("HasOwnUserNamespace", static r => r.HasOwnUserNamespace),
        ("CanGainRoot", static r => r.CanGainRoot),
        ("NoNewPrivileges", static r => r.NoNewPrivileges),
        ("ReadOnlyRoot", static r => r.ReadOnlyRoot),
        ("SharedKernel", static r => r.SharedKernel),
        ("FiltersSystemCalls", static r => r.FiltersSystemCalls),
        ("ProcUnmasked", static r => r.ProcUnmasked),
        ("ProcWritable", static r => r.ProcWritable),
        ("OpensBlockDevices", static r => r.OpensBlockDevices),
        ("Holds(SYS_ADMIN)", static r => r.Holds(Capability.SysAdmin)),
        ("HoldsInitially(NET_RAW)", static r => r.HoldsInitially(Capability.NetRaw)),
        ("CanHold(SYS_PTRACE)", static r => r.CanHold(Capability.SysPtrace)),
        ("Allows(mount)", static r => r.Allows("mount")),
        ("Allows(bpf)", static r => r.Allows("bpf")),
        ("Shares(Pid)", static r => r.Shares(NamespaceType.Pid)),
        ("Shares(Ipc)", static r => r.Shares(NamespaceType.Ipc)),
        ("Shares(Network)", static r => r.Shares(NamespaceType.Network)),
    ];

    private static IsolationOptions Options(Random random) => new()
    {
        AppArmor = Any<bool?>(random, null, true, false),
        Rootless = Any<bool?>(random, null, true, false),
        CgroupVersion = Any<int?>(random, null, 1, 2),
    };

    private static Workload Sample(Random random)
    {
        var pod = random.Next(3) == 0 ? new Pod { Name = "web", Kind = "Pod" } : null;
        return new Workload
        {
            Name = "web",
            Kind = "container",
            Pod = pod,
            Engine = pod is null ? Any(random, EngineProfile.Docker, EngineProfile.Podman) : Any(random, EngineProfile.Containerd, EngineProfile.Crio),
            Privileges = new Privileges
            {
                Privileged = Maybe(random, Any(random, true, false, false)),
                User = Fact.Known(new Principal(Any(random, "0", "1000", "root", "65532"))),
                CapabilitiesAdded = List(random, "SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "BPF"),
                CapabilitiesDropped = List(random, "ALL", "NET_RAW"),
                NoNewPrivileges = Maybe(random, Any(random, true, false)),
            },
            Isolation = new Isolation
            {
                Pid = Maybe(random, Any(random, NamespaceMode.Host, NamespaceMode.Private)),
                Ipc = Maybe(random, Any(random, NamespaceMode.Host, NamespaceMode.Private)),
                Network = Maybe(random, Any(random, NamespaceMode.Host, NamespaceMode.Private)),
                User = Maybe(random, Any(random, NamespaceMode.Host, NamespaceMode.Private)),
                Runtime = pod is null ? Maybe(random, Any(random, "runc", "runsc", "kata", "acme", "sysbox-runc")) : default,
            },
            Confinement = new Confinement
            {
                Seccomp = Maybe(random, Any(random, new SecurityProfile(SecurityProfileKind.RuntimeDefault, "default"), new SecurityProfile(SecurityProfileKind.Unconfined, "unconfined"))),
                AppArmor = Maybe(random, Any(random, new SecurityProfile(SecurityProfileKind.RuntimeDefault, "default"), new SecurityProfile(SecurityProfileKind.Unconfined, "unconfined"))),
                ReadOnlyRootFileSystem = Maybe(random, Any(random, true, false)),
                ProcMount = Maybe(random, Any(random, "Default", "Unmasked")),
            },
            Storage = new Storage { Devices = random.Next(4) == 0 ? new FactList<Device>([Fact.Known(new Device(Any(random, "/dev/sda", "/dev/fuse")))]) : FactList<Device>.Unset },
        };
    }

    // Each fact is forgotten with some likelihood: said, but not known.
    private static Workload Forget(Workload w, Random random)
    {
        Fact<T> Blur<T>(Fact<T> fact) => random.Next(4) == 0 ? Fact.Unknown<T>() : fact;
        FactList<T> BlurList<T>(FactList<T> list) => random.Next(4) == 0 ? FactList<T>.Unknown() : list;
        return w with
        {
            Privileges = w.Privileges with
            {
                Privileged = Blur(w.Privileges.Privileged),
                User = Blur(w.Privileges.User),
                CapabilitiesAdded = BlurList(w.Privileges.CapabilitiesAdded),
                CapabilitiesDropped = BlurList(w.Privileges.CapabilitiesDropped),
                NoNewPrivileges = Blur(w.Privileges.NoNewPrivileges),
            },
            Isolation = w.Isolation with
            {
                Pid = Blur(w.Isolation.Pid),
                Ipc = Blur(w.Isolation.Ipc),
                Network = Blur(w.Isolation.Network),
                User = Blur(w.Isolation.User),
                Runtime = Blur(w.Isolation.Runtime),
            },
            Confinement = w.Confinement with
            {
                Seccomp = Blur(w.Confinement.Seccomp),
                AppArmor = Blur(w.Confinement.AppArmor),
                ReadOnlyRootFileSystem = Blur(w.Confinement.ReadOnlyRootFileSystem),
                ProcMount = Blur(w.Confinement.ProcMount),
            },
            Storage = w.Storage with { Devices = BlurList(w.Storage.Devices) },
        };
    }

    private static T Any<T>(Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    private static Fact<T> Maybe<T>(Random random, T value) => random.Next(3) == 0 ? default : Fact.Known(value);

    private static FactList<string> List(Random random, params ReadOnlySpan<string> names) =>
        random.Next(2) == 0 ? FactList<string>.Unset : new FactList<string>([Fact.Known(Any(random, names))]);
}
