namespace ContainerSec;

/// <summary>A package manager: its programs, its verbs, its options that take a value in the next argument, and where it keeps what it fetched.</summary>
/// <remarks>From the managers' manual pages and help texts: apt-get(8), apk(8), dnf(8), yum(8), zypper(8), pip install, npm install, gem install.</remarks>
internal sealed record PackageManager
{
    public static readonly PackageManager Apt = new()
    {
        Programs = ["apt-get", "apt", "aptitude"],
        Install = ["install", "reinstall"],
        Refresh = ["update"],
        Upgrade = ["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"],
        Clean = ["clean", "autoclean", "distclean"],
        ValueOptions = ["-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-a", "--host-architecture"],
        CacheFolders = ["/var/lib/apt", "/var/cache/apt"],
    };

    public static readonly PackageManager Apk = new()
    {
        Programs = ["apk"],
        Install = ["add"],
        Refresh = ["update"],
        Upgrade = ["upgrade"],
        Clean = ["cache"],
        ValueOptions = ["-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir", "--repositories-file", "--arch", "--cache-dir", "--cache-max-age", "--wait", "--timeout"],
        CacheFolders = ["/var/cache/apk", "/etc/apk/cache"],
    };

    public static readonly PackageManager Dnf = new()
    {
        Programs = ["dnf", "yum", "microdnf", "tdnf", "dnf5"],
        Install = ["install", "localinstall", "reinstall", "groupinstall"],
        Refresh = ["makecache", "check-update"],
        Upgrade = ["update", "upgrade", "distro-sync", "dist-sync", "upgrade-minimal", "update-minimal"],
        Clean = ["clean"],
        ValueOptions =
        [
            "-c", "--config", "-d", "--debuglevel", "-e", "--errorlevel", "-R", "--randomwait", "-x", "--exclude", "--installroot", "--releasever",
            "--enablerepo", "--disablerepo", "--repo", "--repoid", "--setopt", "--forcearch", "--comment",
        ],
        CacheFolders = ["/var/cache/dnf", "/var/cache/yum", "/var/cache/tdnf", "/var/cache/libdnf5"],
    };

    public static readonly PackageManager Zypper = new()
    {
        Programs = ["zypper"],
        Install = ["install", "in"],
        Refresh = ["refresh", "ref"],
        Upgrade = ["update", "up", "dist-upgrade", "dup", "patch"],
        Clean = ["clean", "cc"],
        ValueOptions = ["-R", "--root", "--installroot", "-r", "--repo", "--from", "-t", "--type", "--config", "-p", "--plus-repo", "--cache-dir"],
        CacheFolders = ["/var/cache/zypp"],
    };

    public static readonly PackageManager Pip = new()
    {
        Programs = ["pip", "pip3"],
        Install = ["install"],
        Clean = ["cache"],
        ValueOptions =
        [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-t", "--target", "-i", "--index-url", "--extra-index-url", "-f", "--find-links",
            "--trusted-host", "--cache-dir", "--prefix", "--root", "--python", "--python-version", "--platform", "--timeout", "--retries", "--proxy", "--src",
            "--upgrade-strategy", "--no-binary", "--only-binary", "-C", "--config-settings", "--progress-bar", "--report", "--log", "--cert", "--group",
        ],
        CacheFolders = ["/.cache"],
    };

    public static readonly PackageManager Npm = new()
    {
        Programs = ["npm"],
        Install = ["install", "i", "add"],
        Clean = ["cache"],
        ValueOptions = ["--prefix", "--registry", "-w", "--workspace", "--cache", "--loglevel", "--tag", "--omit", "--include", "--userconfig", "--globalconfig"],
        CacheFolders = ["/.npm"],
    };

    public static readonly PackageManager Yarn = new()
    {
        Programs = ["yarn"],
        Install = ["add", "install"],
        Clean = ["cache"],
        ValueOptions = ["--cwd", "--registry", "--cache-folder", "--network-timeout", "--modules-folder", "--network-concurrency", "--mutex"],
        CacheFolders = ["/.cache", "/.yarn"],
    };

    public static readonly PackageManager Gem = new()
    {
        Programs = ["gem"],
        Install = ["install"],
        Upgrade = ["update"],
        ValueOptions = ["-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy", "--platform", "-p", "--http-proxy"],
    };

    public static readonly PackageManager Go = new()
    {
        Programs = ["go"],
        Install = ["install", "get"],
        ValueOptions = ["-C", "-tags", "-ldflags", "-gcflags", "-o", "-mod", "-p"],
    };

    private static readonly PackageManager[] All = [Apt, Apk, Dnf, Zypper, Pip, Npm, Yarn, Gem, Go];

    private static readonly Dictionary<string, PackageManager> ByProgram = CreateByProgram();

    public IReadOnlyList<string> Programs { get; private init; } = [];

    public IReadOnlyList<string> Install { get; private init; } = [];

    public IReadOnlyList<string> Refresh { get; private init; } = [];

    public IReadOnlyList<string> Upgrade { get; private init; } = [];

    public IReadOnlyList<string> Clean { get; private init; } = [];

    public IReadOnlyList<string> ValueOptions { get; private init; } = [];

    /// <summary>Folders of indexes and caches: who removes or mounts one of them leaves nothing in the layer.</summary>
    public IReadOnlyList<string> CacheFolders { get; private init; } = [];

    /// <summary>The manager of a program; null when it is none.</summary>
    public static PackageManager? Of(string program) => ByProgram.TryGetValue(program, out var manager) ? manager : null;

    public PackageAction ActionOf(string verb) =>
        Install.Contains(verb) ? PackageAction.Install
        : Refresh.Contains(verb) ? PackageAction.Refresh
        : Upgrade.Contains(verb) ? PackageAction.Upgrade
        : Clean.Contains(verb) ? PackageAction.Clean
        : PackageAction.Other;

    /// <summary>Whether a path is, or lies in, such a folder, whosever home it is in.</summary>
    public bool IsCache(string path) => CacheFolders.Any(folder => path.IndexOf(folder, StringComparison.Ordinal) >= 0);

    private static Dictionary<string, PackageManager> CreateByProgram()
    {
        var map = new Dictionary<string, PackageManager>(StringComparer.Ordinal);
        foreach (var manager in All)
        {
            foreach (var program in manager.Programs)
                map.Add(program, manager);
        }

        return map;
    }
}
