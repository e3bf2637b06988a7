namespace ContainerSec.Threats;

/// <summary>The words that rules of AppArmor may use, apparmor.d(5).</summary>
internal static class AppArmorWords
{
    public static readonly HashSet<string> Flags = Set(
        "enforce complain kill default_allow unconfined prompt audit mediate_deleted attach_disconnected chroot_relative delegate_deleted no_attach_disconnected "
        + "namespace_relative chroot_attach chroot_no_attach");

    // Only one of these.
    public static readonly HashSet<string> Modes = Set("enforce complain kill default_allow unconfined prompt");

    public static readonly HashSet<string> Domains = Set(
        "unix inet ax25 ipx appletalk netrom bridge atmpvc x25 inet6 rose netbeui security key netlink packet ash econet atmsvc rds sna irda pppox wanpipe llc ib "
        + "mpls can tipc bluetooth iucv rxrpc isdn phonet ieee802154 caif alg nfc vsock kcm qipcrtr smc xdp mctp");

    public static readonly HashSet<string> SocketTypes = Set("stream dgram seqpacket rdm raw packet");

    public static readonly HashSet<string> Protocols = Set("tcp udp icmp");

    public static readonly HashSet<string> MountOptions = Set(
        "ro r read-only rw w suid nosuid dev nodev exec noexec sync async remount mand nomand dirsync atime noatime diratime nodiratime bind B move M rbind R verbose "
        + "silent loud acl noacl unbindable make-unbindable runbindable make-runbindable private make-private rprivate make-rprivate slave make-slave rslave "
        + "make-rslave shared make-shared rshared make-rshared relatime norelatime iversion noiversion strictatime nostrictatime lazytime nolazytime user nouser "
        + "symfollow nosymfollow");

    public static readonly HashSet<string> Ptrace = Set("r w rw wr read readby trace tracedby");

    public static readonly HashSet<string> SignalAccess = Set("r w rw wr read write send receive");

    public static readonly HashSet<string> Signals = Set(
        "hup int quit ill trap abrt bus fpe kill usr1 segv usr2 pipe alrm term stkflt chld cont stop stp ttin ttou urg xcpu xfsz vtalrm prof winch io pwr sys emt exists");

    public static readonly HashSet<string> Unix = Set(
        "create bind listen accept connect shutdown getattr setattr getopt setopt send receive r w rw wr read write");

    // What is done to the own socket alone cannot be narrowed to a peer.
    public static readonly HashSet<string> LocalUnix = Set("create bind listen shutdown getattr setattr getopt setopt");

    public static readonly HashSet<string> DBus = Set("send receive bind eavesdrop r w rw wr read write");

    public static readonly HashSet<string> Limits = Set(
        "cpu fsize data stack core rss nofile ofile as nproc memlock locks sigpending msgqueue nice rtprio rttime");

    // Conditions by the rule's first word; rules that are not here take any.
    public static readonly IReadOnlyDictionary<string, HashSet<string>> Conditions = new Dictionary<string, HashSet<string>>
    {
        ["ptrace"] = Set("peer"),
        ["signal"] = Set("set peer"),
        ["unix"] = Set("type addr attr opt peer"),
        ["dbus"] = Set("bus path interface member name peer"),
        ["mount"] = Set("fstype vfstype options option"),
        ["remount"] = Set("fstype vfstype options option"),
        ["umount"] = Set("fstype vfstype options option"),
        ["pivot_root"] = Set("oldroot"),
        ["change_profile"] = [],
    };

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
