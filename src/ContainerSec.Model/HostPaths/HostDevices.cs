namespace ContainerSec;

/// <summary>Devices through which the host's memory or disks can be read.</summary>
/// <remarks>Linux kernel documentation, "Linux allocated devices"; mem(4), sd(4).</remarks>
internal static class HostDevices
{
    // Names under /dev of block devices; what follows the prefix is a letter or number of the disk.
    private static readonly string[] Disks =
        ["sd", "hd", "vd", "xvd", "nvme", "mmcblk", "md", "dm-", "loop", "sr", "nbd", "rbd", "zd", "bcache", "pmem"];

    private static readonly string[] DiskFolders = ["mapper", "disk", "block", "md"];

    private static readonly string[] Memory = ["mem", "kmem", "port"];

    /// <summary>What a device is, where it is dangerous: <c>a disk</c>, <c>its memory</c>; null otherwise.</summary>
    /// <param name="path">Its path on the host.</param>
    public static string? PurposeOf(string path)
    {
        if (HostPath.Parse(path) is not { Root: "/" } device || device.Segments.Count == 0 || device.Segments[0] != "dev")
            return null;
        if (device.Segments.Count == 1)
            return "all of them";
        var name = device.Segments[1];
        if (device.Segments.Count == 2 && Memory.Contains(name))
            return "its memory";
        var isDisk = device.Segments.Count == 2 ? Disks.Any(prefix => IsNumbered(name, prefix)) || DiskFolders.Contains(name) : DiskFolders.Contains(name);
        return isDisk ? "a disk" : null;
    }

    /// <summary>Whether a device rule admits disks or memory: "b 8:* rwm" is about block devices, "a" about all; c 1:1 and c 1:2 are mem and kmem, c 1:4 is port.</summary>
    /// <param name="rule">The rule as written.</param>
    public static bool AdmitsDisks(string rule)
    {
        var parts = rule.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && (parts[0] is "a" or "b" || (parts[0] == "c" && parts.Length > 1 && parts[1] is "*:*" or "1:*" or "1:1" or "1:2" or "1:4"));
    }

    // sda, sda1, nvme0n1, dm-0: short names of one letter or digits, so that snd and mdev are none.
    private static bool IsNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length
        && (IsDigit(name[prefix.Length]) || (prefix is "sd" or "hd" or "vd" or "xvd" && name.Skip(prefix.Length).SkipWhile(static c => c is >= 'a' and <= 'z').All(IsDigit) && name != "snd"));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
