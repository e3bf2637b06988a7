using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ContainerSec.Threats;

/// <summary>libseccomp itself, the library with which runc and crun make filters, and a machine for the programs that it writes.</summary>
internal static partial class LibSeccomp
{
    public const int Exists = -17;

    public static bool IsHere { get; } = NativeLibrary.TryLoad("libseccomp.so.2", out _);

    /// <summary>Makes a filter as runc does it, and gives the program; null when a rule was refused.</summary>
    public static Instruction[]? Build(uint defaultAction, IEnumerable<uint> architectures, IEnumerable<(string Call, uint Action, Comparison[] Conditions)> rules)
    {
        var context = seccomp_init(defaultAction);
        try
        {
            foreach (var architecture in architectures)
                _ = seccomp_arch_add(context, architecture);
            foreach (var (call, action, conditions) in rules)
            {
                var number = seccomp_syscall_resolve_name(call);
                if (number == -1 || action == defaultAction)
                    continue;
                var result = seccomp_rule_add_array(context, action, number, (uint)conditions.Length, conditions);
                if (result == Exists)
                    return null;
                Assert.AreEqual(0, result, $"{call} {string.Join(' ', conditions)}");
            }

            return Export(context);
        }
        finally
        {
            seccomp_release(context);
        }
    }

    public static int NumberOf(uint architecture, string call) => seccomp_syscall_resolve_name_arch(architecture, call);

    /// <summary>Runs a program over a call; what it returns is the action.</summary>
    /// <remarks>linux/seccomp.h: struct seccomp_data is the number, the architecture, the instruction pointer and six arguments.</remarks>
    public static uint Run(Instruction[] program, int number, uint architecture, ReadOnlySpan<ulong> arguments)
    {
        Span<uint> data = stackalloc uint[16];
        (data[0], data[1]) = ((uint)number, architecture);
        for (var i = 0; i < arguments.Length; i++)
            (data[4 + (2 * i)], data[5 + (2 * i)]) = ((uint)arguments[i], (uint)(arguments[i] >> 32));
        uint accumulator = 0;
        for (var at = 0; ;)
        {
            var (code, whenTrue, whenFalse, k) = program[at++];
            switch (code)
            {
                case 0x20:
                    accumulator = data[(int)(k / 4)];
                    break;
                case 0x54:
                    accumulator &= k;
                    break;
                case 0x05:
                    at += (int)k;
                    break;
                case 0x06:
                    return k;
                default:
                    var holds = code switch
                    {
                        0x15 => accumulator == k,
                        0x25 => accumulator > k,
                        0x35 => accumulator >= k,
                        0x45 => (accumulator & k) != 0,
                        _ => throw new InvalidOperationException($"There is no instruction 0x{code:x}."),
                    };
                    at += holds ? whenTrue : whenFalse;
                    break;
            }
        }
    }

    private static Instruction[] Export(nint context)
    {
        using var memory = new SafeFileHandle(memfd_create("filter", 0), ownsHandle: true);
        Assert.AreEqual(0, seccomp_export_bpf(context, (int)memory.DangerousGetHandle()));
        var bytes = new byte[RandomAccess.GetLength(memory)];
        _ = RandomAccess.Read(memory, bytes, 0);
        return [.. MemoryMarshal.Cast<byte, Instruction>(bytes)];
    }

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct Instruction(ushort Code, byte WhenTrue, byte WhenFalse, uint K);

    /// <summary>struct scmp_arg_cmp.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Comparison(uint Argument, int Operator, ulong A, ulong B);

    [DllImport("libseccomp.so.2")]
    private static extern nint seccomp_init(uint defaultAction);

    [DllImport("libseccomp.so.2")]
    private static extern void seccomp_release(nint context);

    [DllImport("libseccomp.so.2")]
    private static extern int seccomp_arch_add(nint context, uint architecture);

    [DllImport("libseccomp.so.2")]
    private static extern int seccomp_syscall_resolve_name([MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("libseccomp.so.2")]
    private static extern int seccomp_syscall_resolve_name_arch(uint architecture, [MarshalAs(UnmanagedType.LPStr)] string name);

    [DllImport("libseccomp.so.2")]
    private static extern int seccomp_rule_add_array(nint context, uint action, int number, uint count, Comparison[] conditions);

    [DllImport("libseccomp.so.2")]
    private static extern int seccomp_export_bpf(nint context, int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int memfd_create([MarshalAs(UnmanagedType.LPStr)] string name, uint flags);
}
