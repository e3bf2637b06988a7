namespace ContainerSec.Threats;

/// <summary>What can be changed about a container.</summary>
internal sealed partial class Foothold
{
    private static readonly FactList<string> DropAll = new([Fact.Known("ALL")]);

    // In a cluster a runtime class of a name says nothing by itself: its handler is an object of its own.
    public Control Sandbox => Change(Controls.Sandbox, Workload.Isolation.Runtime.Origin, Workload.Pod is not null
        ? null
        : static w => w with { Isolation = w.Isolation with { Runtime = Fact.Known("runsc") } });

    // Docker remaps users for the whole engine: there it is not the container that is changed.
    public Control UserNamespace => Change(Controls.UserNamespace, Workload.Isolation.User.Origin, Workload.Pod is null || Workload.Isolation.HostProcess.Is(true)
        ? null
        : static w => w with { Isolation = w.Isolation with { User = Fact.Known(NamespaceMode.Private) } });

    public Control NoPrivileged => Change(Controls.NoPrivileged, Workload.Privileges.Privileged.Origin, static w => w with { Privileges = w.Privileges with { Privileged = Fact.Known(false) } });

    // On Windows accounts have names of their own.
    public Control NonRoot => Change(Controls.NonRoot, Workload.Privileges.User.Origin, Workload.IsWindows || Workload.Isolation.HostProcess.Is(true) ? null : static w => w with { Privileges = w.Privileges with { User = Fact.Known(new Principal(1654)), RunAsNonRoot = Fact.Known(true) } });

    public Control NoNewPrivileges => Change(Controls.NoNewPrivileges, Workload.Privileges.NoNewPrivileges.Origin, static w => w with { Privileges = w.Privileges with { NoNewPrivileges = Fact.Known(true) } });

    public Control DefaultSeccomp => Change(Controls.DefaultSeccomp, Workload.Confinement.Seccomp.Origin, static w => w with { Confinement = w.Confinement with { Seccomp = Fact.Known(new SecurityProfile(SecurityProfileKind.RuntimeDefault, "RuntimeDefault")) } });

    public Control DefaultAppArmor => Change(Controls.DefaultAppArmor, Workload.Confinement.AppArmor.Origin, static w => w with { Confinement = w.Confinement with { AppArmor = Fact.Known(new SecurityProfile(SecurityProfileKind.RuntimeDefault, "RuntimeDefault")) } });

    public Control MaskProc => Change(Controls.MaskProc, Workload.Confinement.ProcMount.Origin ?? Workload.Confinement.MaskedPaths.Origin, static w => w with
    {
        Confinement = w.Confinement with { ProcMount = default, MaskedPaths = FactList<string>.Unset, ReadOnlyPaths = FactList<string>.Unset },
        Privileges = w.Privileges with { Privileged = Fact.Known(false) },
    });

    public Control NoToken => Change(Controls.NoToken, Workload.Pod?.Identity.AutomountToken.Origin ?? Workload.Pod?.Origin, static w => w);

    public Control PinImage => Change(Controls.Digest, Workload.Image.Reference.Origin, static w => w.Image.Reference is { IsKnown: true, Value: { } image }
        ? w with { Image = w.Image with { Reference = Fact.Known(image with { Digest = "sha256:" + new string('0', 64) }) } }
        : w);

    /// <summary>Takes a capability away; a privileged container has them all, so that it is no longer privileged then.</summary>
    public Control Without(Capability capability) => Change(
        Controls.DropCapability, Workload.Privileges.CapabilitiesAdded.Origin ?? Workload.Privileges.Privileged.Origin ?? Workload.Privileges.CapabilitiesDropped.Origin, w => w with
        {
            Privileges = w.Privileges with
            {
                Privileged = Fact.Known(false),
                CapabilitiesAdded = new FactList<string>([.. (w.Engine.EffectiveCapabilities(w.Privileges).Value - new CapabilitySet(capability)).Select(static c => Fact.Known(CapabilityNames.Of(c)))]),
                CapabilitiesDropped = DropAll,
            },
        }, CapabilityNames.Of(capability));

    // A HostProcess container is in every namespace of the host, whatever else it says.
    public Control OwnNamespace(NamespaceType type) => Change(Controls.OwnNamespace, OriginOf(type), Workload.Isolation.HostProcess.Is(true) ? null : w => w with { Isolation = WithOwn(w.Isolation, type) }, type switch
    {
        NamespaceType.Pid => "process-id",
        NamespaceType.Ipc => "IPC",
        NamespaceType.Uts => "host-name",
        NamespaceType.Network => "network",
        NamespaceType.User => "user",
        _ => type.ToString(),
    });

    public Control Unmount(string path, Provenance? place) => Change(
        Controls.Unmount, place, w => w with { Storage = w.Storage with { Mounts = Without(w.Storage.Mounts, path) } }, path);

    public Control MountReadOnly(string path, Provenance? place) => Change(
        Controls.ReadOnlyMount, place, w => w with { Storage = w.Storage with { Mounts = AsReadOnly(w.Storage.Mounts, path) } }, path);

    public Control RemoveDevice(string device, Provenance? place) => Change(
        Controls.RemoveDevice, place, w => w with
        {
            Storage = w.Storage with
            {
                Devices = new FactList<Device>([.. w.Storage.Devices.Where(d => !d.Is(v => v.HostPath == device))], w.Storage.Devices.Origin),
                DeviceCgroupRules = new FactList<string>([.. w.Storage.DeviceCgroupRules.Where(r => !r.Is(device))], w.Storage.DeviceCgroupRules.Origin),
            },
        }, device);

    /// <summary>A change to this container.</summary>
    public Control Change(ControlInfo info, Provenance? place, Func<Workload, Workload>? apply = null, string detail = "")
    {
        var key = detail.Length == 0 ? info.Id : $"{info.Id}:{detail}";
        if (!_controls.TryGetValue(key, out var control))
            _controls.Add(key, control = new Control(info, Name, detail, place ?? Workload.Origin) { Apply = apply });
        return control;
    }

    private Provenance? OriginOf(NamespaceType type) => type switch
    {
        NamespaceType.Pid => Workload.Isolation.Pid.Origin,
        NamespaceType.Ipc => Workload.Isolation.Ipc.Origin,
        NamespaceType.Uts => Workload.Isolation.Uts.Origin,
        NamespaceType.Network => Workload.Isolation.Network.Origin,
        NamespaceType.User => Workload.Isolation.User.Origin,
        _ => null,
    };

    private static Isolation WithOwn(Isolation isolation, NamespaceType type) => type switch
    {
        NamespaceType.Pid => isolation with { Pid = Fact.Known(NamespaceMode.Private) },
        NamespaceType.Ipc => isolation with { Ipc = Fact.Known(NamespaceMode.Private) },
        NamespaceType.Uts => isolation with { Uts = Fact.Known(NamespaceMode.Private) },
        NamespaceType.Network => isolation with { Network = Fact.Known(NamespaceMode.Private) },
        NamespaceType.User => isolation with { User = Fact.Known(NamespaceMode.Private) },
        _ => isolation,
    };

    private static FactList<Mount> Without(FactList<Mount> mounts, string path) =>
        new([.. mounts.Where(m => !m.Is(v => v.Source.Is(path)))], mounts.Origin, mounts.MayHaveMore);

    private static FactList<Mount> AsReadOnly(FactList<Mount> mounts, string path) =>
        new([.. mounts.Select(m => m.Is(v => v.Source.Is(path)) ? Fact.Known(m.Value! with { ReadOnly = Fact.Known(true) }, m.Origin) : m)], mounts.Origin, mounts.MayHaveMore);
}
