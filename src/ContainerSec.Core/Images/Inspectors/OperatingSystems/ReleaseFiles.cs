namespace ContainerSec.Images.Inspectors;

/// <summary>The files that told the distribution before os-release did, and still do in images that leave it out.</summary>
/// <remarks>
/// lsb_release(1) for etc/lsb-release. <c>etc/issue</c> is not among them: it is what a login screen shows, and administrators write what they like into it.
/// Files of derivatives come before those of what they are derived from: Ubuntu has <c>etc/debian_version</c> too, Oracle Linux <c>etc/redhat-release</c>.
/// </remarks>
internal static class ReleaseFiles
{
    private const string Lsb = "etc/lsb-release";
    private const string Debian = "etc/debian_version";
    private const string Alpine = "etc/alpine-release";
    private const string Suse = "etc/SuSE-release";

    // "Red Hat Enterprise Linux release 8.4 (Ootpa)", "CentOS Linux release 7.9.2009 (Core)", "Fedora release 38 (Thirty Eight)": longer names first.
    private static readonly (string Start, string Id)[] s_names =
    [
        ("Red Hat Enterprise", "rhel"), ("CentOS", "centos"), ("Fedora", "fedora"), ("Rocky", "rocky"), ("AlmaLinux", "almalinux"), ("Oracle", "ol"), ("Amazon", "amzn"),
        ("VMware Photon", "photon"), ("CBL-Mariner", "mariner"), ("Scientific", "scientific"), ("Mageia", "mageia"), ("openEuler", "openEuler"), ("Anolis", "anolis"),
    ];

    /// <summary>The files, in the order in which they are believed.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        Alpine, Lsb, Debian, "etc/oracle-release", "etc/rocky-release", "etc/almalinux-release", "etc/centos-release", "etc/fedora-release", "etc/photon-release", "etc/mariner-release",
        "etc/redhat-release", "etc/system-release", Suse,
    ];

    /// <summary>What the file says, with the names of os-release(5); empty when it says nothing that is known.</summary>
    public static Dictionary<string, string> Read(string path, string text)
    {
        var line = text.AsSpan().TrimStart();
        var end = line.IndexOfAny('\n', '\r');
        var first = (end < 0 ? line : line[..end]).Trim().ToString();
        return path switch
        {
            Alpine when first.Length > 0 => Values("alpine", first, null, $"Alpine Linux {first}"),
            Debian when first.Length > 0 => ReadDebian(first),
            Lsb => ReadLsb(ShellAssignments.Read(text)),
            Suse => ReadSuse(first, text),
            _ => ReadRelease(first),
        };
    }

    // "12.5"; "trixie/sid" of one that is not yet released.
    private static Dictionary<string, string> ReadDebian(string version) => char.IsAsciiDigit(version[0])
        ? Values("debian", version.Split('.')[0], null, $"Debian GNU/Linux {version}")
        : Values("debian", null, version.Split('/')[0], $"Debian GNU/Linux {version}");

    private static Dictionary<string, string> ReadLsb(Dictionary<string, string> lsb) =>
        lsb.TryGetValue("DISTRIB_ID", out var id) && id.Length > 0
            ? Values(id.ToLowerInvariant(), lsb.GetValueOrDefault("DISTRIB_RELEASE"), lsb.GetValueOrDefault("DISTRIB_CODENAME"), lsb.GetValueOrDefault("DISTRIB_DESCRIPTION"))
            : [];

    // "openSUSE 13.1 (x86_64)", "SUSE Linux Enterprise Server 12 (x86_64)", then "VERSION = 12".
    private static Dictionary<string, string> ReadSuse(string first, string text)
    {
        var version = text.Split('\n').Select(static l => l.Split('=', 2, StringSplitOptions.TrimEntries)).FirstOrDefault(static l => l is ["VERSION", _])?[1];
        return first.StartsWith("openSUSE", StringComparison.Ordinal) ? Values("opensuse", version, null, first)
            : first.StartsWith("SUSE Linux Enterprise", StringComparison.Ordinal) ? Values("sles", version, null, first)
            : [];
    }

    private static Dictionary<string, string> ReadRelease(string first)
    {
        foreach (var (start, id) in s_names)
        {
            if (!first.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                continue;
            var version = first.Split(' ').FirstOrDefault(static w => w.Length > 0 && char.IsAsciiDigit(w[0]));
            return Values(id, version, null, first);
        }

        return [];
    }

    private static Dictionary<string, string> Values(string id, string? version, string? codename, string? pretty)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["ID"] = id };
        foreach (var (name, value) in new[] { ("VERSION_ID", version), ("VERSION_CODENAME", codename), ("PRETTY_NAME", pretty) })
        {
            if (value is { Length: > 0 })
                values[name] = value;
        }

        return values;
    }
}
