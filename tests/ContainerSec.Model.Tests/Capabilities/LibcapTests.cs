using System.Runtime.InteropServices;

namespace ContainerSec.Tests.Capabilities;

/// <summary>The texts of capabilities against libcap itself, where the machine has it.</summary>
[TestClass]
public sealed class LibcapTests
{
    private const string Library = "libcap.so.2";

    private static readonly string[] Names = ["cap_chown", "cap_net_raw", "CAP_SYS_ADMIN", "cap_bpf", "all", "13", "cap_checkpoint_restore"];

    [TestMethod]
    public void State_Printed_IsReadByLibcapAsTheSame()
    {
        RequireLibrary();
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var state = RandomState(random);

            Assert.AreEqual(state, Read(state.ToString()), state.ToString());
        }
    }

    [TestMethod]
    public void State_PrintedByLibcap_IsRead()
    {
        RequireLibrary();
        var random = new Random(8);
        for (var i = 0; i < 3000; i++)
        {
            var state = RandomState(random);
            var text = Print(state);

            Assert.IsTrue(CapabilityState.TryParse(text, out var read), text);
            Assert.AreEqual(state, read, text);
        }
    }

    [TestMethod]
    public void Clauses_Random_AreReadAsLibcapReadsThem()
    {
        RequireLibrary();
        var random = new Random(9);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomClause(random)));
            CapabilityState? ours = CapabilityState.TryParse(text, out var state) ? state : null;

            Assert.AreEqual(Read(text), ours, text);
        }
    }

    private static string RandomClause(Random random)
    {
        var names = random.Next(5) == 0 ? "" : string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));
        var actions = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => "=+-"[random.Next(3)] + string.Concat("eip".Where(_ => random.Next(2) == 0))));
        return names + actions;
    }

    // Often of few kinds, so that clauses hold several capabilities.
    private static CapabilityState RandomState(Random random)
    {
        var masks = Enumerable.Range(0, 3).Select(_ => (ulong)random.NextInt64()).ToArray();
        CapabilitySet Set() => new CapabilitySet(random.Next(4) switch { 0 => 0UL, 1 => ulong.MaxValue, _ => masks[random.Next(3)] & (random.Next(2) == 0 ? ulong.MaxValue : masks[0]) }) & CapabilitySet.All;
        return new CapabilityState(Set(), Set(), Set());
    }

    private static void RequireLibrary()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Library, out _))
            Assert.Inconclusive("There is no libcap on this machine.");
        // An older library does not know the newest names, a newer one more than they are.
        if (cap_max_bits() != CapabilitySet.All.Count)
            Assert.Inconclusive("The kernel of this machine knows other capabilities.");
    }

    private static CapabilityState? Read(string text)
    {
        var state = cap_from_text(text);
        if (state == 0)
            return null;
        ulong permitted = 0, inheritable = 0, effective = 0;
        for (var number = 0; number < 41; number++)
        {
            effective |= Get(state, number, 0);
            permitted |= Get(state, number, 1);
            inheritable |= Get(state, number, 2);
        }

        _ = cap_free(state);
        return new CapabilityState(new(permitted), new(inheritable), new(effective));
    }

    private static ulong Get(nint state, int number, int flag)
    {
        Assert.AreEqual(0, cap_get_flag(state, number, flag, out var isSet));
        return (ulong)isSet << number;
    }

    private static string Print(CapabilityState state)
    {
        var made = cap_init();
        foreach (var (flag, set) in new[] { (0, state.Effective), (1, state.Permitted), (2, state.Inheritable) })
        {
            foreach (var capability in set)
                Assert.AreEqual(0, cap_set_flag(made, flag, 1, [(int)capability], 1));
        }

        var text = cap_to_text(made, 0);
        var result = Marshal.PtrToStringUTF8(text)!;
        _ = cap_free(text);
        _ = cap_free(made);
        return result;
    }

    [DllImport(Library)]
    private static extern int cap_max_bits();

    [DllImport(Library)]
    private static extern nint cap_init();

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint cap_from_text(string text);

    [DllImport(Library)]
    private static extern nint cap_to_text(nint state, nint length);

    [DllImport(Library)]
    private static extern int cap_get_flag(nint state, int capability, int flag, out int isSet);

    [DllImport(Library)]
    private static extern int cap_set_flag(nint state, int flag, int count, int[] capabilities, int isSet);

    [DllImport(Library)]
    private static extern int cap_free(nint thing);
}
