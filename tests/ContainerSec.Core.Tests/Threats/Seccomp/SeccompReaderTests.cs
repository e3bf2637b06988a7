using ContainerSec.Readers;
using CsCheck;

namespace ContainerSec.Threats;

/// <summary>Profiles as users write them: what is wrong is told with its place, and nothing hostile gets through.</summary>
[TestClass]
public sealed class SeccompReaderTests
{
    // A rule of an else good profile, and the start of what is told about it; the place is where ‸ stands.
    [TestMethod]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW" }""", "")]
    [DataRow("""{ "name": "read", "action": "SCMP_ACT_ALLOW", "args": null, "includes": {}, "excludes": {}, "comment": "" }""", "", DisplayName = "what Podman writes")]
    [DataRow("""{ "names": [‸"mout"], "action": "SCMP_ACT_ALLOW" }""", "warning CSEC0104: There is no system call 'mout' on any architecture known here; runtimes leave it out of the filter. Did you mean 'mount'?")]
    [DataRow("""{ "names": ["riscv_flush_icache", "s390_sthyi"], "action": "SCMP_ACT_ALLOW" }""", "", DisplayName = "calls of other architectures")]
    [DataRow("""{ "names": ["read"], "action": ‸"SCMP_ACT_ALOW" }""", "error CSEC0104: 'SCMP_ACT_ALOW' is no action")]
    [DataRow("""‸{ "names": ["read"] }""", "error CSEC0104: A rule says what becomes of its calls")]
    [DataRow("""‸{ "action": "SCMP_ACT_ALLOW" }""", "warning CSEC0104: A rule without names does nothing")]
    [DataRow("""{ "name": ‸"read", "names": ["write"], "action": "SCMP_ACT_ALLOW" }""", "error CSEC0104: A rule has either 'name' or 'names'")]
    [DataRow("""{ "names": ‸"read", "action": "SCMP_ACT_ALLOW" }""", "error CSEC0104: 'names' has to be a list")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", ‸"arg": [] }""", "warning CSEC0104: There is no key 'arg' here; runtimes pass over it. Did you mean 'args'?")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": 1, "op": ‸"EQ" }] }""", "error CSEC0104: 'EQ' is no comparison")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [‸{ "index": 0, "value": 1 }] }""", "error CSEC0104: A condition says how it compares")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": ‸6, "value": 1, "op": "SCMP_CMP_EQ" }] }""", "error CSEC0104: A system call has at most six arguments")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": ‸-1, "op": "SCMP_CMP_EQ" }] }""", "error CSEC0104: A value is a whole number, not negative")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": ‸"1", "op": "SCMP_CMP_EQ" }] }""", "error CSEC0104: A value is a whole number")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": 18446744073709551615, "op": "SCMP_CMP_EQ" }] }""", "")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": 240, "valueTwo": ‸1, "op": "SCMP_CMP_MASKED_EQ" }] }""", "warning CSEC0104: Of SCMP_CMP_MASKED_EQ 'value' is the mask")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": 2, "op": "SCMP_CMP_GE" }, ‸{ "index": 0, "value": 9, "op": "SCMP_CMP_LE" }] }""", "warning CSEC0104: Two conditions on argument 0")]
    [DataRow("""{ "names": ["read"], "action": "SCMP_ACT_ERRNO", "errnoRet": ‸5000 }""", "warning CSEC0104: The kernel knows error numbers up to 4095")]
    [DataRow("""{ "names": ["write"], "action": ‸"SCMP_ACT_NOTIFY" }""", "error CSEC0104: SCMP_ACT_NOTIFY cannot be used for write")]
    [DataRow("""{ "names": ["mount"], "action": "SCMP_ACT_ALLOW", "includes": { "caps": [‸"SYS_ADMIN"] } }""", "warning CSEC0104: No container has a capability 'SYS_ADMIN'")]
    [DataRow("""{ "names": ["mount"], "action": "SCMP_ACT_ALLOW", "includes": { "minKernel": ‸"4" } }""", "error CSEC0104: A kernel is written with two numbers")]
    [DataRow("""{ "names": ["mount"], "action": "SCMP_ACT_ALLOW", "includes": { "arches": [‸"x86_64"] } }""", "warning CSEC0104: 'x86_64' is no architecture")]
    [DataRow("""{ "names": ["mount"], "action": "SCMP_ACT_ALLOW" }, { "names": [‸"mount"], "action": "SCMP_ACT_KILL" }""", "warning CSEC0104: Another rule decides mount otherwise (line 1)")]
    [DataRow("""{ "names": ["mount"], "action": "SCMP_ACT_ALLOW", "includes": { "caps": ["CAP_SYS_ADMIN"] } }, { "names": ["mount"], "action": "SCMP_ACT_KILL", "excludes": { "caps": ["CAP_SYS_ADMIN"] } }""", "", DisplayName = "rules that no container has both of")]
    [DataRow("""{ "names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{ "index": 0, "value": 1, "op": "SCMP_CMP_EQ" }] }, { "names": [‸"clone"], "action": "SCMP_ACT_KILL", "args": [{ "index": 0, "value": 1, "op": "SCMP_CMP_EQ" }] }""", "error CSEC0104: Another rule decides clone otherwise under the same conditions")]
    [DataRow("""{ "names": [‸"clone"], "action": "SCMP_ACT_KILL", "args": [{ "index": 0, "value": 1, "op": "SCMP_CMP_EQ" }] }, { "names": ["clone"], "action": "SCMP_ACT_ALLOW" }""", "warning CSEC0104: A rule without conditions takes clone too")]
    [DataRow("‸7", "error CSEC0104: A rule is an object")]
    public void Rule_IsReadAndItsMistakesAreTold(string rule, string expected)
    {
        const string Head = """{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [""";
        var place = (Head + rule).IndexOf('‸', StringComparison.Ordinal);
        var profile = SeccompProfile.Parse($"{Head}{rule.Replace("‸", "", StringComparison.Ordinal)}] }}", "p.json");

        if (expected.Length == 0)
        {
            Assert.IsEmpty(profile.Problems, string.Join('\n', profile.Problems));
            return;
        }

        Assert.HasCount(1, profile.Problems, string.Join('\n', profile.Problems));
        StringAssert.StartsWith(profile.Problems[0].ToString(), $"p.json(1,{place + 1}): {expected}");
    }

    [TestMethod]
    [DataRow("""{ "defaultAction": "SCMP_ACT_ERRNO" }""", Truth.No)]
    [DataRow("""{ "defaultAction": "SCMP_ACT_LOG", "syscalls": [] }""", Truth.Yes)]
    [DataRow("""{ "defaultAction": "SCMP_ACT_TRACE", "syscalls": [] }""", Truth.Maybe, DisplayName = "a tracer decides")]
    [DataRow("""{ "ociVersion": "1.0.2", "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "flags": ["SECCOMP_FILTER_FLAG_LOG"], "listenerPath": "/run/s", "syscalls": [{ "names": ["mount"], "action": "SCMP_ACT_ALLOW" }] } } }""", Truth.Yes, DisplayName = "a config.json")]
    public void Profile_OfEitherForm_IsRead(string json, Truth mount)
    {
        var profile = SeccompProfile.Parse(json, "p.json");
        Assert.IsEmpty(profile.Problems, string.Join('\n', profile.Problems));
        Assert.AreEqual(mount, profile.Compile(CapabilitySet.Empty).Decide("mount").Allowed);
    }

    [TestMethod]
    [DataRow("{}", "neither a defaultAction nor rules", Truth.Yes)]
    [DataRow("""{ "ociVersion": "1.0.2", "linux": {} }""", "has no linux.seccomp", Truth.Yes)]
    [DataRow("""{ "syscalls": [{ "names": ["read"], "action": "SCMP_ACT_ALLOW" }] }""", "says what becomes of calls that no rule names", Truth.No)]
    [DataRow("""{ "defaultAction": "SCMP_ACT_NOTIFY", "syscalls": [] }""", "cannot be the default action", Truth.Maybe)]
    [DataRow("""{ "defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86"], "archMap": [{ "architecture": "SCMP_ARCH_X86_64" }] }""", "either 'architectures' or 'archMap'", Truth.No)]
    [DataRow("""{ "defaultAction": "SCMP_ACT_ERRNO", "architectures": ["x86_64"] }""", "'x86_64' is no architecture", Truth.No)]
    public void Profile_OddAsAWhole_IsTold(string json, string expected, Truth mount)
    {
        var profile = SeccompProfile.Parse(json, "p.json");
        StringAssert.Contains(profile.Problems[0].Message, expected);
        Assert.AreEqual(mount, profile.Compile(CapabilitySet.Empty).Decide("mount").Allowed);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("no json")]
    [DataRow("[]")]
    [DataRow("{ \"defaultAction\": ")]
    [DataRow("{ \"linux\": { \"seccomp\": 7 } }")]
    public void Text_ThatIsNoProfile_IsRefusedWithItsPlace(string text)
    {
        var exception = Assert.ThrowsExactly<ContainerSecException>(() => SeccompProfile.Parse(text, "p.json"));
        StringAssert.Contains(exception.Message, "p.json(1,");
    }

    [TestMethod]
    public void Text_TooDeepOrTooLong_IsRefused()
    {
        Assert.ThrowsExactly<ContainerSecException>(() => SeccompProfile.Parse(string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "p.json"));
        Assert.ThrowsExactly<ContainerSecException>(() => SeccompProfile.Parse(new string(' ', SeccompProfile.MaxLength + 1), "p.json"));
        Assert.ThrowsExactly<OperationCanceledException>(() => SeccompProfile.Parse("""{ "defaultAction": "SCMP_ACT_ERRNO" }""", "p.json", new CancellationToken(canceled: true)));
    }

    [TestMethod]
    public void Problems_OfAHostileText_AreFew()
    {
        var names = string.Join(',', Enumerable.Range(0, 50_000).Select(static i => $"\"no_such_call_{i}\""));
        var profile = SeccompProfile.Parse($$"""{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{ "names": [{{names}}], "action": "SCMP_ACT_ALLOW" }] }""", "p.json");
        Assert.IsLessThan(600, profile.Problems.Count);
        Assert.AreEqual(Truth.No, profile.Compile(CapabilitySet.Empty).Decide("mount").Allowed);
    }

    [TestMethod]
    public void Texts_Mutated_AreReadOrRefused()
    {
        var sample = SeccompProfile.Default(EngineProfile.Podman).ToJson()[..3000] + "], \"action\": \"SCMP_ACT_ALLOW\", \"args\": [{ \"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_EQ\" }] }] }";
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Int[0, 40], Gen.Char["{}[]\",:0-9eE\\ \n\0né\ud800"].Array[0, 6]).Array[1, 4].Sample(
            mutations =>
            {
                var text = sample;
                foreach (var (at, length, characters) in mutations)
                {
                    var start = Math.Min(at, text.Length);
                    text = text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, new string(characters));
                }

                try
                {
                    var profile = SeccompProfile.Parse(text, "p.json");
                    foreach (var problem in profile.Problems)
                        Assert.IsTrue(problem.Origin?.Text is not { } place || place.EndOffset <= text.Length, problem.ToString());
                    _ = profile.Compile(CapabilitySet.All).FindRiskyCalls();
                    _ = profile.ToJson();
                }
                catch (ContainerSecException)
                {
                }
            },
            iter: 3_000,
            seed: "0N0XIzNsQ0O2");
    }

    // Podman's own file, where it is installed: every call, with few and with all capabilities.
    [TestMethod]
    public void InstalledProfileOfPodman_DecidesAsTheOneInside()
    {
        const string Installed = "/usr/share/containers/seccomp.json";
        if (!File.Exists(Installed))
            Assert.Inconclusive("Podman is not installed.");
        var file = SeccompProfile.Load(Installed);
        Assert.IsFalse(file.Problems.Any(static p => p.Severity == ProblemSeverity.Error), string.Join('\n', file.Problems));
        var own = SeccompProfile.Default(EngineProfile.Podman);
        // Other versions of the file may know more calls; what both know they decide alike.
        var known = file.SystemCalls.Intersect(own.SystemCalls).ToHashSet();
        Assert.IsGreaterThan(400, known.Count);
        foreach (var capabilities in new[] { CapabilitySet.Empty, EngineProfile.Podman.DefaultCapabilities, CapabilitySet.All })
        {
            foreach (var architecture in Enum.GetValues<SystemCallArchitecture>())
            {
                var (theirs, ours) = (file.Compile(capabilities, architecture), own.Compile(capabilities, architecture));
                foreach (var call in known)
                {
                    foreach (var family in (ulong?[])[null, 0, 8, 16])
                    {
                        var (expected, actual) = (theirs.Decide(call, family, null, 9), ours.Decide(call, family, null, 9));
                        Assert.AreEqual((expected.Action, expected.Errno, expected.Allowed), (actual.Action, actual.Errno, actual.Allowed), $"{call} with {capabilities} on {architecture}");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void Reason_NamesThePlaceOfTheCall()
    {
        var profile = SeccompProfile.Parse("{\n  \"defaultAction\": \"SCMP_ACT_ERRNO\",\n  \"syscalls\": [\n    { \"names\": [\"read\", \"mount\"], \"action\": \"SCMP_ACT_ALLOW\" }]\n}", "web.json");
        Assert.AreEqual("web.json allows mount (web.json:4:25)", profile.Compile(CapabilitySet.Empty).Decide("mount").Because[0].ToString());
    }
}
