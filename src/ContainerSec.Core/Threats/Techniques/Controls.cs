namespace ContainerSec.Threats;

/// <summary>The kinds of change that cut attack paths.</summary>
internal static class Controls
{
    public static ControlInfo NoPrivileged { get; } = new(
        "no-privileged", "run without privileged mode", "Remove privileged: true (--privileged); add the one capability or device that is needed.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0901"] };

    public static ControlInfo DropCapability { get; } = new(
        "drop-capability", "drop the capability {0}", "cap_drop: [ALL] and cap_add only of what is needed; in Kubernetes securityContext.capabilities.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0202", "CSEC0203", "CSEC0204"] };

    public static ControlInfo NonRoot { get; } = new(
        "non-root", "run as a user other than root", "user: \"1654\" (USER $APP_UID in the Dockerfile); in Kubernetes runAsNonRoot: true and runAsUser.", Principle.LeastPrivilege, 1.5)
    { Rules = ["CSEC0201", "CSEC0211", "CSEC0215"] };

    public static ControlInfo NoNewPrivileges { get; } = new(
        "no-new-privileges", "set no-new-privileges", "security_opt: [no-new-privileges:true]; in Kubernetes allowPrivilegeEscalation: false.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0205", "CSEC0216"] };

    public static ControlInfo DefaultSeccomp { get; } = new(
        "seccomp", "run with the engine's seccomp profile", "Remove seccomp=unconfined; in Kubernetes seccompProfile: { type: RuntimeDefault }.", Principle.ReduceAttackSurface, 1)
    { Rules = ["CSEC0801", "CSEC0807"] };

    public static ControlInfo DefaultAppArmor { get; } = new(
        "apparmor", "run with the engine's AppArmor profile", "Remove apparmor=unconfined; in Kubernetes appArmorProfile: { type: RuntimeDefault }.", Principle.DefenceInDepth, 1)
    { Rules = ["CSEC0802", "CSEC0807"] };

    public static ControlInfo OwnNamespace { get; } = new(
        "own-namespace", "use a {0} namespace of its own", "Remove the key that shares it: pid, ipc, uts, network_mode; in Kubernetes hostPID, hostIPC, hostNetwork, shareProcessNamespace.", Principle.SegregationOfDuties, 1)
    { Rules = ["CSEC0401", "CSEC0402", "CSEC0403", "CSEC0406", "CSEC0407"] };

    public static ControlInfo UserNamespace { get; } = new(
        "user-namespace", "run in a user namespace", "userns-remap in daemon.json or a rootless engine; in Kubernetes hostUsers: false.", Principle.DefenceInDepth, 2)
    { Rules = ["CSEC0405", "CSEC0409"] };

    public static ControlInfo Sandbox { get; } = new(
        "sandbox", "run in a sandbox with a kernel of its own", "runtime: runsc (gVisor) or Kata; in Kubernetes runtimeClassName.", Principle.DefenceInDepth, 4);

    public static ControlInfo Unmount { get; } = new(
        "unmount", "do not mount {0}", "Remove the mount; of a socket go through a proxy with a list of allowed calls.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0902", "CSEC0903"] };

    public static ControlInfo ReadOnlyMount { get; } = new(
        "read-only-mount", "mount {0} read-only", "Add :ro, read_only: true or readOnly: true.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0903"] };

    public static ControlInfo RemoveDevice { get; } = new(
        "remove-device", "take away the device {0}", "Remove it from devices or device_cgroup_rules.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC0906"] };

    public static ControlInfo MaskProc { get; } = new(
        "mask-proc", "keep /proc masked", "Remove systempaths=unconfined or procMount: Unmasked.", Principle.ReduceAttackSurface, 1)
    { Rules = ["CSEC0805"] };

    public static ControlInfo NoToken { get; } = new(
        "no-token", "do not mount the token of the service account", "automountServiceAccountToken: false.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC1214", "CSEC1220"] };

    public static ControlInfo Unbind { get; } = new(
        "unbind", "grant the identity less: {0}", "Name the verbs, resources and names that are needed in a Role of the namespace, and bind that.", Principle.LeastPrivilege, 1)
    { Rules = ["CSEC1401", "CSEC1402", "CSEC1407"] };

    public static ControlInfo PodSecurity { get; } = new(
        "pod-security", "enforce the Pod Security Standard baseline", "Label the namespace pod-security.kubernetes.io/enforce: baseline (or restricted).", Principle.DefenceInDepth, 1)
    { Rules = ["CSEC1403", "CSEC1425"] };

    public static ControlInfo Unpublish { get; } = new(
        "unpublish", "do not show port {0} to everybody", "Remove the port, or bind it to 127.0.0.1; in Kubernetes type: ClusterIP.", Principle.ReduceAttackSurface, 1)
    { Rules = ["CSEC1001", "CSEC1003", "CSEC1006"] };

    public static ControlInfo Segment { get; } = new(
        "segment", "let only those reach it that need it", "A network of its own for each pair that talks; in Kubernetes a NetworkPolicy for ingress and one for egress.", Principle.SegregationOfDuties, 1.5)
    { Rules = ["CSEC1013", "CSEC1014"] };

    public static ControlInfo Authenticate { get; } = new(
        "authenticate", "ask for a password or a certificate", "Set a password from a secret and remove the setting that lets everybody in.", Principle.DefenceInDepth, 1)
    { Rules = ["CSEC1208"] };

    public static ControlInfo BlockMetadata { get; } = new(
        "block-metadata", "block 169.254.169.254", "A NetworkPolicy for egress without it, metadata version 2 with hop limit 1, workload identity.", Principle.LimitBlastRadius, 1)
    { Rules = ["CSEC1030"] };

    public static ControlInfo Digest { get; } = new(
        "digest", "name the image by its digest", "image: name:tag@sha256:…", Principle.ReduceAttackSurface, 1)
    { Rules = ["CSEC0601", "CSEC0602"] };

    public static ControlInfo Patch { get; } = new(
        "patch", "take a version without {0}", "Upgrade the package or the base image.", Principle.ReduceAttackSurface, 1);

    public static ControlInfo HideSecret { get; } = new(
        "hide-secret", "give {0} as a file from a secret store", "secrets: in Compose, a mounted Secret in Kubernetes; then change the value, since it was seen.", Principle.LimitBlastRadius, 1)
    { Rules = ["CSEC1201", "CSEC1206"] };

    public static ControlInfo SeparateVolume { get; } = new(
        "separate-volume", "do not write to the shared volume {0}", "Mount it read-only where it is only read, or give each its own.", Principle.SegregationOfDuties, 1);

    public static ControlInfo Limit { get; } = new(
        "limit", "limit {0}", "mem_limit, cpus and pids_limit; in Kubernetes resources.limits.", Principle.LimitBlastRadius, 1)
    { Rules = ["CSEC0301"] };

    public static ControlInfo SafeBuild { get; } = new(
        "safe-build", "build without {0}", "Remove privileged, network: host and entitlements; build rootless.", Principle.LimitBlastRadius, 1)
    { Rules = ["CSEC0914"] };

    public static IReadOnlyList<ControlInfo> All { get; } =
    [
        NoPrivileged, DropCapability, NonRoot, NoNewPrivileges, DefaultSeccomp, DefaultAppArmor, OwnNamespace, UserNamespace, Sandbox, Unmount, ReadOnlyMount, RemoveDevice,
        MaskProc, NoToken, Unbind, PodSecurity, Unpublish, Segment, Authenticate, BlockMetadata, Digest, Patch, HideSecret, SeparateVolume, Limit, SafeBuild,
    ];
}
