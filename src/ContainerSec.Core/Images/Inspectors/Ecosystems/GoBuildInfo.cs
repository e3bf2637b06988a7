using System.Text;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>What the Go linker writes into a program about the modules that it was built from.</summary>
/// <remarks>
/// Package debug/buildinfo of Go: 16 bytes <c>\xff Go buildinf:</c>, pointer size, flags. Since Go 1.18 flag 2 is set and two texts follow at offset 32, each after its length as varint:
/// the version of Go and the module information between two markers of 16 bytes. Before, pointers to both stand there.
/// </remarks>
internal sealed class GoBuildInfo
{
    public const int HeaderSize = 32;
    private const int MarkerSize = 16;
    private const int MaxVersionLength = 256;
    private const int MaxModulesLength = 4 << 20;
    private const int MaxModules = 20_000;

    private GoBuildInfo(string goVersion) => GoVersion = goVersion;

    public static ReadOnlySpan<byte> Magic => [0xff, (byte)' ', (byte)'G', (byte)'o', (byte)' ', (byte)'b', (byte)'u', (byte)'i', (byte)'l', (byte)'d', (byte)'i', (byte)'n', (byte)'f', (byte)':'];

    /// <summary>As the program states it: <c>go1.22.3</c>, perhaps with experiments after a blank.</summary>
    public string GoVersion { get; }

    /// <summary>The module of the program itself; null when there is none.</summary>
    public GoModule? Main { get; private set; }

    public List<GoModule> Modules { get; } = [];

    /// <summary>Whether the texts stand where pointers say, which are not followed.</summary>
    public static bool HasPointers(ReadOnlySpan<byte> header) => header.Length >= MarkerSize && (header[15] & 2) == 0 && header[14] is 4 or 8;

    /// <summary>Reads the information from its header on.</summary>
    /// <param name="bytes">What there is of it yet.</param>
    /// <param name="info">The information, when there is enough of it.</param>
    /// <returns>How many bytes are needed; 0 when the bytes are none.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out GoBuildInfo? info)
    {
        info = null;
        if (bytes.Length < HeaderSize)
            return HeaderSize;
        if ((bytes[15] & 2) == 0)
            return 0;
        var at = HeaderSize;
        if (!ReadLength(bytes, ref at, MaxVersionLength, out var versionLength))
            return bytes.Length < HeaderSize + 10 ? HeaderSize + 10 : 0;
        if (bytes.Length < at + versionLength + 10)
            return at + versionLength + 10;
        var version = Encoding.UTF8.GetString(bytes.Slice(at, versionLength));
        if (!version.StartsWith("go1", StringComparison.Ordinal) && !version.StartsWith("devel ", StringComparison.Ordinal))
            return 0;
        at += versionLength;
        if (!ReadLength(bytes, ref at, MaxModulesLength, out var modulesLength))
            return 0;
        if (bytes.Length < at + modulesLength)
            return at + modulesLength;
        info = new GoBuildInfo(version);
        if (modulesLength > 2 * MarkerSize)
            info.ReadModules(Encoding.UTF8.GetString(bytes.Slice(at + MarkerSize, modulesLength - (2 * MarkerSize))));
        return at + modulesLength;
    }

    private static bool ReadLength(ReadOnlySpan<byte> bytes, ref int at, int max, out int length)
    {
        length = 0;
        for (var shift = 0; shift < 32 && at < bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            length |= (b & 0x7f) << shift;
            if (b < 0x80)
                return length >= 0 && length <= max;
        }

        return false;
    }

    // Lines of fields with tabs: "path", "mod", "dep", "=>" (what the module before was replaced by), "build".
    private void ReadModules(string text)
    {
        GoModule? last = null;
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split('\t');
            if (fields is ["=>", ..] && last is not null)
                last.Replacement = ModuleOf(fields);
            else if (fields is ["mod", ..])
                Main = last = ModuleOf(fields);
            else if (fields is ["dep", ..] && Modules.Count < MaxModules && ModuleOf(fields) is { } module)
                Modules.Add(last = module);
        }
    }

    private static GoModule? ModuleOf(string[] fields) =>
        fields.Length > 1 && Evidence.NameOf(fields[1]) is { } path ? new GoModule { Path = path, Version = fields.Length > 2 ? Evidence.NameOf(fields[2]) ?? "" : "" } : null;
}

/// <summary>A module as a program names it.</summary>
internal sealed class GoModule
{
    public required string Path { get; init; }

    /// <summary>Empty or <c>(devel)</c> for one that was built from a folder.</summary>
    public required string Version { get; init; }

    public GoModule? Replacement { get; set; }
}
