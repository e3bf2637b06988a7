namespace ContainerSec.Images.Inspectors;

/// <summary>The namespace and the qualifier <c>distro</c> of an operating system's packages.</summary>
/// <remarks>purl-spec, types deb, apk and rpm: the namespace is the vendor in lower case, <c>distro</c> the distribution with its version.</remarks>
internal static class PackageVendor
{
    private static readonly string[] DebSystems = ["debian", "ubuntu", "raspbian", "kali", "linuxmint", "pop", "devuan", "pardus", "elementary", "neon", "parrot", "deepin", "proxmox"];
    private static readonly string[] ApkSystems = ["alpine", "wolfi", "chainguard", "postmarketos", "adelie", "openwrt", "minimos"];
    private static readonly string[] RpmSystems =
    [
        "fedora", "rhel", "centos", "rocky", "almalinux", "ol", "amzn", "suse", "sles", "sled", "opensuse", "opensuse-leap", "opensuse-tumbleweed", "opensuse-microos", "sl-micro",
        "mageia", "openmandriva", "photon", "mariner", "azurelinux", "scientific", "virtuozzo", "circle", "eurolinux", "navylinux", "openeuler", "anolis", "rosa", "altlinux", "bottlerocket",
    ];

    // What a vendor puts into the versions of its packages. Longer ones first: the first that fits is taken.
    private static readonly (string Type, string Mark, string Vendor)[] Marks =
    [
        ("deb", "ubuntu", "ubuntu"), ("deb", "+rpi", "raspbian"), ("deb", "kali", "kali"), ("deb", "", "debian"),
        ("apk", "", "alpine"),
        ("rpm", ".amzn", "amzn"), ("rpm", ".fc", "fedora"), ("rpm", ".azl", "azurelinux"), ("rpm", ".cm", "mariner"), ("rpm", ".ph", "photon"), ("rpm", ".mga", "mageia"),
    ];

    // The vendor of a release (VENDOR of an rpm), where the name of the distribution is part of it.
    private static readonly (string Word, string Vendor)[] Makers =
    [
        ("Red Hat", "redhat"), ("CentOS", "centos"), ("Rocky", "rocky"), ("AlmaLinux", "almalinux"), ("Oracle", "ol"), ("Fedora", "fedora"), ("Amazon", "amzn"),
        ("openSUSE", "opensuse"), ("SUSE", "sles"), ("Microsoft", "mariner"), ("VMware", "photon"), ("Mageia", "mageia"),
    ];

    /// <summary>The namespace for the packages of one type, and whether the image's system is the one that they belong to.</summary>
    public static (string? Namespace, bool IsOfSystem) Of(string type, OperatingSystemRelease? system, IEnumerable<SystemPackageFact> packages) =>
        system is not null && Fits(type, system) ? (NamespaceOf(system.Id.ToLowerInvariant()), true) : (Guess(type, packages), false);

    /// <summary>The qualifier: id and version, or the code name of one that has no version, or the id alone.</summary>
    public static string Distribution(OperatingSystemRelease system) =>
        (system.VersionId ?? system.VersionCodename) is { Length: > 0 } version ? $"{system.Id}-{version}" : system.Id;

    // An rpm database in a Debian image is somebody's build root: its packages are not Debian's.
    private static bool Fits(string type, OperatingSystemRelease system)
    {
        foreach (var id in system.IdLike.Prepend(system.Id))
        {
            if (TypeOf(id) is { } known)
                return known == type;
        }

        return true;
    }

    private static string? TypeOf(string id) =>
        DebSystems.Contains(id) ? "deb" : ApkSystems.Contains(id) ? "apk" : RpmSystems.Contains(id) ? "rpm" : null;

    private static string NamespaceOf(string id) => id switch
    {
        "rhel" => "redhat",
        _ when id.StartsWith("opensuse", StringComparison.Ordinal) => "opensuse",
        _ => id,
    };

    private static string? Guess(string type, IEnumerable<SystemPackageFact> packages)
    {
        var some = packages.Take(100).ToList();
        foreach (var (word, vendor) in Makers)
        {
            if (type == "rpm" && some.Exists(p => p.Supplier?.Contains(word, StringComparison.OrdinalIgnoreCase) == true))
                return vendor;
        }

        foreach (var (markType, mark, vendor) in Marks)
        {
            if (type == markType && some.Exists(p => p.Version.Contains(mark, StringComparison.Ordinal)))
                return vendor;
        }

        return null;
    }
}
