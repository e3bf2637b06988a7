using System.Globalization;
using CsCheck;

namespace ContainerSec.Threats;

/// <summary>Decisions held against libseccomp: the same profile is made into a filter with it, and the program is run.</summary>
[TestClass]
public sealed class SeccompSemanticsTests
{
    private const uint X64 = 0xc000003e;
    private const uint X86 = 0x40000003;
    private const uint KillThread = 0;

    private static readonly string[] Calls = ["read", "mount", "clone", "prctl", "chown32", "keyctl"];
    private static readonly string[] Operators = ["SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ"];
    private static readonly ulong[] Values = [0, 1, 2, 3, 5, 0x7e020000, 0xffffffff, 0x100000000, 0x100000001, ulong.MaxValue];
    private static readonly string[] Answers =
        ["SCMP_ACT_ALLOW", "SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO", "SCMP_ACT_ERRNO:38", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL", "SCMP_ACT_TRAP", "SCMP_ACT_LOG", "SCMP_ACT_TRACE"];

    private static readonly Gen<Condition> Conditions =
        Gen.Select(Gen.Int[0, 2], OneOf(Operators), OneOf(Values), OneOf(Values)).Select(static (index, op, value, two) => new Condition(index, op, value, two));

    // Most rules have one condition or none, as real ones do; some have two, and some of these on one argument.
    // More of them are no test of decisions but of libseccomp, whose tree then grows without bounds.
    private static readonly Gen<RuleText> Rules =
        Gen.Select(OneOf(Calls), OneOf(Answers), Gen.Frequency((3, Gen.Const(0)), (6, Gen.Const(1)), (2, Gen.Const(2))))
            .SelectMany(static (call, answer, count) => Conditions.Array[count].Select(conditions => new RuleText(call, answer, conditions)));

    private static readonly Gen<ulong[]> Arguments = OneOf(Values).Array[6];

    private static readonly Gen<(string DefaultAnswer, RuleText[] Rules, ulong[][] Calls, bool With32Bit)> Cases =
        Gen.Select(OneOf("SCMP_ACT_ERRNO", "SCMP_ACT_ALLOW", "SCMP_ACT_KILL_PROCESS"), Rules.Array[1, 6], Arguments.Array[12], Gen.Bool);

    [TestMethod]
    public void Decisions_AreThoseOfLibSeccomp()
    {
        if (!LibSeccomp.IsHere)
            Assert.Inconclusive("libseccomp is not here.");
        var (decided, open, refused) = (0, 0, 0);
        foreach (var (defaultAnswer, rules, calls, with32Bit) in Cases.Array[1_500].Single(static _ => true, "0N0XIzNsQ0O2"))
        {
            var profile = SeccompProfile.Parse(Write(defaultAnswer, rules, with32Bit), "profile.json");
            var program = LibSeccomp.Build(NativeOf(defaultAnswer), with32Bit ? [X86] : [], rules.SelectMany(static rule => rule.Native));
            if (program is null)
            {
                refused++;
                continue;
            }

            Assert.IsFalse(profile.Problems.Any(static p => p.Severity == Readers.ProblemSeverity.Error), string.Join('\n', profile.Problems) + Write(defaultAnswer, rules, with32Bit));
            var filter = profile.Compile(CapabilitySet.Empty);
            foreach (var arguments in calls)
            {
                foreach (var call in Calls)
                {
                    Compare(SystemCallArchitecture.X64, X64, call, arguments);
                    Compare(SystemCallArchitecture.X86, X86, call, arguments);
                }
            }

            void Compare(SystemCallArchitecture architecture, uint native, string call, ulong[] arguments)
            {
                if (!SystemCalls.Of(architecture).TryGetValue(call, out var number))
                    return;
                var decision = filter.Decide(architecture, call, [.. arguments.Select(static a => (ulong?)a)]);
                var actual = LibSeccomp.Run(program, number, native, arguments);
                var text = $"{call} {string.Join(' ', arguments)} on {architecture}: {decision}\n{Write(defaultAnswer, rules, with32Bit)}";
                if (decision.Action is { } action)
                {
                    decided++;
                    Assert.AreEqual(NativeOf(action, decision.Errno), actual, text);
                    return;
                }

                open++;
                if (decision.Allowed != Truth.Maybe)
                    Assert.AreEqual(decision.Allowed == Truth.Yes, actual is 0x7fff0000 or 0x7ffc0000, text);
            }
        }

        Assert.IsTrue(decided > 6 * open, $"{decided} decided, {open} open, {refused} refused: too many are left open to prove anything.");
    }

    // An argument less that is known must never turn an answer round: it may only become Maybe.
    [TestMethod]
    public void LessKnown_IsNeverTheOppositeAnswer()
    {
        Gen.Select(Rules.Array[1, 6], Arguments, Gen.Int[0, 63]).Sample(
            (rules, arguments, known) =>
            {
                var filter = SeccompProfile.Parse(Write("SCMP_ACT_ERRNO", rules, with32Bit: false), "profile.json").Compile(CapabilitySet.Empty);
                foreach (var call in Calls)
                {
                    var full = filter.Decide(call, [.. arguments.Select(static a => (ulong?)a)]).Allowed;
                    var less = filter.Decide(call, [.. arguments.Select((a, i) => (known >> i & 1) == 1 ? a : (ulong?)null)]).Allowed;
                    Assert.IsTrue(less == full || less == Truth.Maybe, $"{call}: {full} became {less}");
                }
            },
            iter: 2_000,
            seed: "0N0XIzNsQ0O2");
    }

    // Every rule of the engines' own profiles, for several sets of capabilities, call by call.
    [TestMethod]
    [DataRow("Docker", 0UL)]
    [DataRow("Docker", ulong.MaxValue)]
    [DataRow("containerd", 0UL)]
    [DataRow("Podman", 0UL)]
    [DataRow("Podman", ulong.MaxValue)]
    [DataRow("CRI-O", 0UL)]
    public void EngineDefaults_AreWhatLibSeccompMakesOfThem(string engine, ulong capabilities)
    {
        if (!LibSeccomp.IsHere)
            Assert.Inconclusive("libseccomp is not here.");
        var profile = SeccompProfile.Default(EngineProfile.Find(engine)!);
        var target = new SeccompTarget(new CapabilitySet(capabilities), default, SystemCallArchitecture.X64, null);
        var program = LibSeccomp.Build(NativeOf(profile.DefaultAction, profile.DefaultErrno), [X86], profile.Rules.Where(rule => rule.IsThereFor(target) == Truth.Yes).SelectMany(NativeRules))!;
        var filter = profile.Compile(target.Capabilities);
        foreach (var (architecture, native) in new[] { (SystemCallArchitecture.X64, X64), (SystemCallArchitecture.X86, X86) })
        {
            foreach (var (call, number) in SystemCalls.Of(architecture))
            {
                // What this libseccomp has not heard of it cannot allow.
                if (LibSeccomp.NumberOf(native, call) != number)
                    continue;
                foreach (var value in (ulong[])[0, 2, 8, 11, 12, 13, 16, 17, 19, 38, 39, 40, 45, 46, 0x11, 0x10000000, 0x20000, 0x20008, 0xffffffff])
                {
                    foreach (var third in (ulong[])[0, 9])
                    {
                        ulong[] arguments = [value, value, third, 0, 0, 0];
                        var decision = filter.Decide(architecture, call, value, value, third);
                        Assert.IsNotNull(decision.Action, $"{call}: {decision}");
                        Assert.AreEqual(NativeOf(decision.Action.Value, decision.Errno), LibSeccomp.Run(program, number, native, arguments), $"{call}({value}, {value}, {third}) on {architecture}: {decision}");
                    }
                }
            }
        }
    }

    // What the tables say, where the library knows the call.
    [TestMethod]
    [DataRow(SystemCallArchitecture.X64, X64)]
    [DataRow(SystemCallArchitecture.Arm64, 0xc00000b7)]
    [DataRow(SystemCallArchitecture.X86, X86)]
    [DataRow(SystemCallArchitecture.Arm, 0x40000028U)]
    public void Numbers_AreThoseOfLibSeccomp(SystemCallArchitecture architecture, uint native)
    {
        if (!LibSeccomp.IsHere)
            Assert.Inconclusive("libseccomp is not here.");
        var known = 0;
        foreach (var (call, number) in SystemCalls.Of(architecture))
        {
            var theirs = LibSeccomp.NumberOf(native, call);
            known += theirs >= 0 ? 1 : 0;
            if (theirs >= 0)
                Assert.IsTrue(theirs == number, $"{call}: libseccomp has {theirs}, the table {number}");
            else
                Assert.IsTrue(number > 450 || call is "uretprobe" or "uprobe" || IsMultiplexed(theirs), $"{call} {theirs}");
        }

        Assert.IsGreaterThan(300, known);
    }

    // seccomp_syscall_resolve_name(3): calls that also go through socketcall or ipc have numbers of their own, from -101 and from -201.
    private static bool IsMultiplexed(int number) => number is (<= -101 and >= -120) or (<= -201 and >= -224);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IEnumerable<(string, uint, LibSeccomp.Comparison[])> NativeRules(SeccompRule rule)
    {
        foreach (var (call, _) in rule.Calls)
            yield return (call, NativeOf(rule.Action, rule.Errno), [.. rule.Conditions.Select(static c => new LibSeccomp.Comparison((uint)c.Index, (int)c.Operator + 1, c.Value, c.ValueTwo))]);
    }

    private static uint NativeOf(SeccompAction action, int errno) => action switch
    {
        SeccompAction.Allow => 0x7fff0000,
        SeccompAction.Log => 0x7ffc0000,
        SeccompAction.Trace => 0x7ff00001,
        SeccompAction.Trap => 0x00030000,
        SeccompAction.Errno => 0x00050000 | (uint)errno,
        SeccompAction.KillProcess => 0x80000000,
        _ => KillThread,
    };

    private static uint NativeOf(string answer) => answer switch
    {
        "SCMP_ACT_ALLOW" => 0x7fff0000,
        "SCMP_ACT_LOG" => 0x7ffc0000,
        "SCMP_ACT_TRACE" => 0x7ff00001,
        "SCMP_ACT_TRAP" => 0x00030000,
        "SCMP_ACT_ERRNO" => 0x00050001,
        "SCMP_ACT_ERRNO:38" => 0x00050000 | 38,
        "SCMP_ACT_KILL_PROCESS" => 0x80000000,
        _ => KillThread,
    };

    private static string Write(string defaultAnswer, RuleText[] rules, bool with32Bit) => $$"""
        { "defaultAction": "{{defaultAnswer}}",
          {{(with32Bit ? "\"archMap\": [{ \"architecture\": \"SCMP_ARCH_X86_64\", \"subArchitectures\": [\"SCMP_ARCH_X86\"] }]," : "")}}
          "syscalls": [{{string.Join(",\n", rules.Select(static rule => rule.Text))}}] }
        """;

    private sealed record Condition(int Index, string Operator, ulong Value, ulong ValueTwo)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $$"""{ "index": {{Index}}, "value": {{Value}}, "valueTwo": {{ValueTwo}}, "op": "{{Operator}}" }""");

        public LibSeccomp.Comparison Native => new((uint)Index, Array.IndexOf(Operators, Operator) + 1, Value, ValueTwo);
    }

    private sealed record RuleText(string Call, string Answer, Condition[] Conditions)
    {
        public string Text
        {
            get
            {
                var parts = Answer.Split(':');
                var errno = parts.Length > 1 ? $"\"errnoRet\": {parts[1]}, " : "";
                return $$"""{ "names": ["{{Call}}"], "action": "{{parts[0]}}", {{errno}}"args": [{{string.Join(", ", Conditions.Select(static c => c.Text))}}] }""";
            }
        }

        // runc makes a rule of every condition where two are on one argument.
        public IEnumerable<(string, uint, LibSeccomp.Comparison[])> Native =>
            Conditions.Select(static c => c.Index).Distinct().Count() == Conditions.Length
                ? [(Call, NativeOf(Answer), [.. Conditions.Select(static c => c.Native)])]
                : Conditions.Select(c => (Call, NativeOf(Answer), new[] { c.Native }));
    }
}
