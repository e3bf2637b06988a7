using System.Collections.Frozen;
using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>The system calls of each architecture, and the names under which profiles know architectures.</summary>
internal static class SystemCalls
{
    private static readonly FrozenDictionary<string, int>[] Tables =
        [Read(SystemCallTables.X64), Read(SystemCallTables.Arm64), Read(SystemCallTables.X86), Read(SystemCallTables.Arm)];

    /// <summary>Every name that an architecture has.</summary>
    public static FrozenSet<string> Names { get; } =
        Tables.SelectMany(static table => table.Keys).Concat(Read(SystemCallTables.ElsewhereOnly).Keys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names with numbers of an architecture.</summary>
    public static FrozenDictionary<string, int> Of(SystemCallArchitecture architecture) => Tables[(int)architecture];

    /// <summary>The name in libseccomp, as profiles list it: <c>SCMP_ARCH_X86_64</c>.</summary>
    public static string NameOf(SystemCallArchitecture architecture) => architecture switch
    {
        SystemCallArchitecture.X64 => "SCMP_ARCH_X86_64",
        SystemCallArchitecture.Arm64 => "SCMP_ARCH_AARCH64",
        SystemCallArchitecture.X86 => "SCMP_ARCH_X86",
        _ => "SCMP_ARCH_ARM",
    };

    /// <summary>The name that <c>includes.arches</c> and <c>excludes.arches</c> use: <c>amd64</c>.</summary>
    public static string ShortNameOf(SystemCallArchitecture architecture) => architecture switch
    {
        SystemCallArchitecture.X64 => "amd64",
        SystemCallArchitecture.Arm64 => "arm64",
        SystemCallArchitecture.X86 => "x86",
        _ => "arm",
    };

    /// <summary>Whether registers are 32 bits wide, so that the upper half of a compared value is not looked at.</summary>
    public static bool Is32Bit(SystemCallArchitecture architecture) => architecture is SystemCallArchitecture.X86 or SystemCallArchitecture.Arm;

    private static FrozenDictionary<string, int> Read(string table)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = 0;
        foreach (var word in table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiDigit(word[0]))
                next = int.Parse(word, CultureInfo.InvariantCulture);
            else
                numbers.TryAdd(word, next++);
        }

        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
