namespace ContainerSec.Threats;

/// <summary>Finds whose namespaces a container is in.</summary>
internal sealed class NamespaceReport(WorkloadFacts facts, UserIdentity user)
{
    private readonly Isolation _said = facts.Workload.Isolation;

    public IReadOnlyList<NamespaceIsolation> All() =>
        [.. NamespaceInfo.All.Select(info => facts.IsWindows ? OfWindows(info) : Find(info))];

    private NamespaceIsolation Find(NamespaceInfo info) => info.Type switch
    {
        NamespaceType.Mount => Mount(info),
        NamespaceType.Uts => Uts(info),
        NamespaceType.Ipc => Stated(info, _said.Ipc),
        NamespaceType.Pid => Pid(info),
        NamespaceType.Network => Stated(info, _said.Network),
        NamespaceType.User => User(info),
        NamespaceType.Cgroup => Cgroup(info),
        _ => Time(info),
    };

    private NamespaceIsolation OfWindows(NamespaceInfo info) => facts.Workload.Isolation.HostProcess switch
    {
        { IsKnown: true, Value: true } on => New(info, NamespaceSharing.Host, new Evidence("runs as a process of the host (hostProcess)", on.Origin)),
        { IsUnknown: true } open => New(info, NamespaceSharing.Unknown, new Evidence("whether it is a process of the host is not known", open.Origin)),
        _ => New(info, NamespaceSharing.Own, facts.Default("runs in a server silo of its own")),
    };

    // No engine offers the host's; a configuration of the runtime may.
    private NamespaceIsolation Mount(NamespaceInfo info) => facts.IsRuntimeSpec
        ? New(info, NamespaceSharing.Unknown, new Evidence("whether there is a mount namespace was not read", facts.Workload.Origin))
        : New(info, NamespaceSharing.Own, facts.Default("has a table of mounts of its own"));

    // With the host's network a pod has the host's name too.
    private NamespaceIsolation Uts(NamespaceInfo info)
    {
        if (!facts.IsKubernetes || !_said.Uts.IsUnset)
            return Stated(info, _said.Uts);
        return Stated(info, _said.Network.IsUnset ? default : _said.Network.Select(static mode =>
            mode.Kind == NamespaceKind.Host ? mode : NamespaceMode.Private));
    }

    private NamespaceIsolation Pid(NamespaceInfo info)
    {
        if (!facts.IsKubernetes)
            return Stated(info, _said.Pid);
        var stated = Stated(info, _said.Pid);
        if (stated.Sharing is NamespaceSharing.Host or NamespaceSharing.Unknown)
            return stated;
        var share = _said.ShareProcessNamespace;
        if (share.IsUnknown)
            return New(info, NamespaceSharing.Unknown, new Evidence("whether the pod's containers share processes is not known", share.Origin));
        return share.Is(true)
            ? New(info, NamespaceSharing.Pod, new Evidence("the pod's containers share their processes", share.Origin))
            : New(info, NamespaceSharing.Own, share.IsKnown ? new Evidence("has process ids of its own", share.Origin) : facts.Default("has process ids of its own"));
    }

    private NamespaceIsolation User(NamespaceInfo info) => new(
        info,
        user.OwnNamespace.Truth switch
        {
            Truth.Yes => facts.IsKubernetes ? NamespaceSharing.Pod : NamespaceSharing.Own,
            Truth.No => NamespaceSharing.Host,
            _ => NamespaceSharing.Unknown,
        },
        user.OwnNamespace.Because);

    // Engines make one of their own on version 2 and none on version 1.
    private NamespaceIsolation Cgroup(NamespaceInfo info)
    {
        if (!_said.Cgroup.IsUnset)
            return Stated(info, _said.Cgroup);
        if (facts.Unsaid("whose control-group namespace it uses is not known") is { } unsaid)
            return new NamespaceIsolation(info, NamespaceSharing.Unknown, unsaid.Because);
        return facts.Options.CgroupVersion switch
        {
            2 => New(info, NamespaceSharing.Own, facts.Default("has a control-group namespace of its own on control groups v2")),
            1 => New(info, NamespaceSharing.Host, facts.Default("uses the host's control-group namespace on control groups v1")),
            _ => New(info, NamespaceSharing.Unknown, facts.Default("its own on control groups v2, the host's on v1; the version is not known")),
        };
    }

    private NamespaceIsolation Time(NamespaceInfo info) =>
        facts.IsRuntimeSpec ? New(info, NamespaceSharing.Unknown, new Evidence("whether there is a time namespace was not read", facts.Workload.Origin))
        : facts.IsDocker && !facts.IsKubernetes ? New(info, NamespaceSharing.Own, facts.Default("has clock offsets of its own where the kernel offers them"))
        : New(info, NamespaceSharing.Host, facts.Default("uses the host's clock offsets"));

    private NamespaceIsolation Stated(NamespaceInfo info, Fact<NamespaceMode> mode)
    {
        if (mode.IsUnknown)
            return New(info, NamespaceSharing.Unknown, new Evidence($"the mode of the {info.Name} namespace is not known", mode.Origin));
        if (mode.IsUnset)
        {
            return facts.Unsaid($"whose {info.Name} namespace it uses is not known") is { } unsaid
                ? new NamespaceIsolation(info, NamespaceSharing.Unknown, unsaid.Because)
                : New(info, InPod(info), facts.Default($"has {Article(info)} of its own"));
        }

        var value = mode.Value;
        return value.Kind switch
        {
            NamespaceKind.Host => New(info, NamespaceSharing.Host, new Evidence($"uses the host's {info.Name} namespace", mode.Origin)),
            NamespaceKind.Container => new NamespaceIsolation(
                info,
                NamespaceSharing.Container,
                [new Evidence($"joins the {info.Name} namespace of {(value.Target is null ? "another container" : $"'{value.Target}'")}", mode.Origin)],
                value.Target),
            // It may be that of any process, the host's first among them.
            NamespaceKind.Path => New(info, NamespaceSharing.Unknown, new Evidence($"joins the {info.Name} namespace at '{value.Target}', which may be anybody's", mode.Origin)),
            NamespaceKind.None => New(info, NamespaceSharing.Own, new Evidence($"has {Article(info)} of its own with nothing in it", mode.Origin)),
            NamespaceKind.Shareable => New(info, NamespaceSharing.Own, new Evidence($"has {Article(info)} of its own, which others may join", mode.Origin)),
            _ => New(info, InPod(info), new Evidence($"has {Article(info)} of its own", mode.Origin)),
        };
    }

    // Network, IPC and host name belong to the pod.
    private NamespaceSharing InPod(NamespaceInfo info) =>
        facts.IsKubernetes && info.Type is (NamespaceType.Network or NamespaceType.Ipc or NamespaceType.Uts)
            ? NamespaceSharing.Pod
            : NamespaceSharing.Own;

    private static string Article(NamespaceInfo info) => $"{(info.Type == NamespaceType.Ipc ? "an" : "a")} {info.Name} namespace";

    private static NamespaceIsolation New(NamespaceInfo info, NamespaceSharing sharing, Evidence because) => new(info, sharing, [because]);
}
