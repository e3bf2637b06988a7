using System.Collections.Frozen;
using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Programs that an attacker who got in would use, and the points of the attack surface.</summary>
/// <remarks>By name, in the folders that are searched for programs. Interpreters of languages are not among them: they are what the image is for, or a part of its distribution's tools.</remarks>
internal sealed class AttackTools : Inspector
{
    private const int Executable = 0b001_001_001;
    private const int SetUserId = 0b100_000_000_000;

    private static readonly FrozenSet<string> s_folders = FrozenSet.Create(StringComparer.Ordinal, "bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin");

    private static readonly (AttackToolKind Kind, string Reason, int Points, string Names)[] s_kinds =
    [
        (AttackToolKind.Shell, "shell", 3, "sh bash dash ash zsh ksh mksh fish csh tcsh rbash pwsh busybox toybox"),
        (AttackToolKind.PackageManager, "package manager", 2, "apt apt-get aptitude dpkg apk yum dnf dnf5 microdnf tdnf rpm zypper pacman snap flatpak nix nix-env conda mamba pip pip3 npm pnpm yarn gem"),
        (AttackToolKind.Compiler, "compiler", 3, "gcc cc g++ c++ clang clang++ tcc ld rustc cargo go javac ghc nasm make cmake"),
        (AttackToolKind.Network, "network tool", 2, "curl wget nc ncat netcat nc.openbsd nc.traditional socat nmap masscan tcpdump tshark telnet ftp tftp lftp rsync ssh scp sftp dig nslookup host iptables nft"),
        (AttackToolKind.Privilege, "privilege tool", 2, "sudo doas su pkexec runuser gosu su-exec setpriv capsh nsenter unshare"),
        (AttackToolKind.RemoteAccess, "remote access", 4, "sshd dropbear telnetd in.telnetd in.rshd in.rlogind vsftpd tmate ngrok cloudflared frpc ttyd gotty x11vnc xrdp"),
        (AttackToolKind.Debugging, "debugger", 2, "gdb gdbserver lldb strace ltrace perf bpftrace bpftool sysctl insmod modprobe kmod dotnet-dump dotnet-trace"),
    ];

    private static readonly FrozenDictionary<string, int> s_names = s_kinds.SelectMany(static (k, i) => k.Names.Split(' ').Select(n => KeyValuePair.Create(n, i))).ToFrozenDictionary(StringComparer.Ordinal);

    public override InspectorInfo Info { get; } = new("attack-tools", Version: 1) { Interests = [] };

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        // Names that lead to one file are one program; it counts as the kind with the most points.
        var programs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, layer, kind) in Candidates(facts))
        {
            if (facts.View.Find(path) is not { Type: EntryType.File or EntryType.HardLink } program || (program.Mode & Executable) == 0)
                continue;
            report.Tools.Add(new AttackTool { Name = path[(path.LastIndexOf('/') + 1)..], Kind = s_kinds[kind].Kind, Path = path, Layer = layer });
            var target = TargetOf(program);
            if (!programs.TryGetValue(target, out var known) || s_kinds[kind].Points > s_kinds[known].Points)
                programs[target] = kind;
        }

        report.AttackSurface = Sum([.. PartsOf(programs), .. PartsOf(report)]);
    }

    // A hard link is the file that it names: one program under two names.
    private static string TargetOf(ViewEntry program) => program.Type == EntryType.HardLink && program.LinkTarget.Length > 0 ? program.LinkTarget : program.Path;

    private static IEnumerable<(string Path, string Layer, int Kind)> Candidates(ImageFacts facts)
    {
        for (var layer = 0; layer < facts.Files.Count; layer++)
        {
            var files = facts.Files[layer];
            for (var i = 0; i < files.Table.Count; i++)
            {
                if (KindOf(files.Table, i) is var kind and >= 0 && files.IsVisible(i) && files.PathOf(i) is var path && path.LastIndexOf('/') is var slash and > 0 && s_folders.Contains(path[..slash]))
                    yield return (path, facts.Layers[layer].DiffId, kind);
            }
        }
    }

    // Most files of an image are in no folder of programs: they are passed over without making a string of them.
    private static int KindOf(FileTable table, int entry)
    {
        var path = table.PathOf(entry);
        var slash = path.LastIndexOf((byte)'/');
        if (slash < 0 || table.Records[entry].Type is not (EntryType.File or EntryType.HardLink or EntryType.SymbolicLink) || !path[..slash].EndsWith("bin"u8))
            return -1;
        var name = path[(slash + 1)..];
        return name.Length <= 40 && s_names.TryGetValue(NameOf(Encoding.UTF8.GetString(name)), out var kind) ? kind : -1;
    }

    // "gcc-12", "clang-15", "x86_64-linux-gnu-gcc-12", "pip3.11"
    private static string NameOf(string name)
    {
        var end = name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') is var last && last >= 0 && last < name.Length - 1 && name[last] == '-' ? last : name.Length;
        var start = name.IndexOf("-gnu-", StringComparison.Ordinal) is var gnu and > 0 ? gnu + 5 : 0;
        return start < end ? name[start..end] : name;
    }

    private static IEnumerable<AttackSurfacePart> PartsOf(Dictionary<string, int> programs) =>
        programs.GroupBy(static p => p.Value).Select(static kind => Part(s_kinds[kind.Key].Reason, s_kinds[kind.Key].Points, kind.Select(static p => p.Key)));

    private static IEnumerable<AttackSurfacePart> PartsOf(ImageReportBuilder report)
    {
        yield return Part("setuid", 2, report.SetuidFiles.Where(static f => (f.Mode & SetUserId) != 0).Select(static f => f.Path));
        yield return Part("setgid", 1, report.SetuidFiles.Where(static f => (f.Mode & SetUserId) == 0).Select(static f => f.Path));
        yield return Part("file capability", 2, report.FileCapabilities.Select(static f => f.Path));
    }

    private static AttackSurfacePart Part(string reason, int points, IEnumerable<string> paths)
    {
        var ordered = paths.Order(StringComparer.Ordinal).ToList();
        return new AttackSurfacePart { Reason = reason, Points = points * ordered.Count, Paths = ordered };
    }

    private static AttackSurface Sum(IReadOnlyList<AttackSurfacePart> parts) => new()
    {
        Score = parts.Sum(static p => p.Points),
        Parts = [.. parts.Where(static p => p.Points > 0).OrderByDescending(static p => p.Points).ThenBy(static p => p.Reason, StringComparer.Ordinal)],
    };
}
