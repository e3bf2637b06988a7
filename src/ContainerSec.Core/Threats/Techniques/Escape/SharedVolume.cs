namespace ContainerSec.Threats;

/// <summary>CSE029: what one container writes to a volume, another one trusts.</summary>
internal sealed class SharedVolume : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE029", "Shared volume tampered with")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Volume,
        Stride = Stride.Tampering,
        Chapters = [9],
        What = "A file that another container reads, runs or serves is replaced: a library, a template, a plug-in, a link.",
        Conditions = ["a volume is mounted by both", "one may write to it"],
        Blockers = ["read-only for those who only read", "volumes of their own"],
        Strength = 20,
        Attack = ["T1080"],
        Owasp = ["A08:2025"],
        References = ["Docker documentation, Volumes", "Kubernetes documentation, Volumes"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        var users = new Dictionary<string, List<(Foothold At, Mount Mount, Provenance? Origin)>>(StringComparer.Ordinal);
        foreach (var at in scene.Footholds)
        {
            foreach (var mount in at.Workload.Storage.Mounts)
            {
                if (mount is not { IsKnown: true, Value: { Source.IsKnown: true, Kind: MountKind.Volume or MountKind.Bind or MountKind.EmptyDir } value })
                    continue;
                // What the host itself keeps there is the matter of other techniques.
                if (value.Kind == MountKind.Bind && (EngineSockets.Find(value.Source.Value!) is not null || SensitiveHostPaths.Find(value.Source.Value!, readOnly: false) is not null))
                    continue;
                var key = scene.VolumeOf(at, value);
                if (!users.TryGetValue(key, out var list))
                    users.Add(key, list = []);
                list.Add((at, value, value.Source.Origin ?? mount.Origin));
            }
        }

        foreach (var (name, list) in users)
        {
            if (list.Select(static u => u.At).Distinct().Count() < 2)
                continue;
            var volume = new Privilege(PrivilegeKind.Volume, name);
            foreach (var (at, mount, origin) in list)
            {
                var control = at.Change(Controls.SeparateVolume, origin, detail: mount.Source.Value!);
                var shares = new Evidence($"shares '{mount.Source.Value}' with {string.Join(", ", list.Where(u => u.At != at).Select(static u => u.At.Name).Distinct().Take(5))}", origin);
                steps.Add(this, at.Code, volume, mount.ReadOnly.Is(true) ? Condition.No(new Evidence($"mounts '{mount.Source.Value}' read-only", mount.ReadOnly.Origin))
                    : mount.ReadOnly.IsUnknown ? Condition.Maybe(new Evidence($"whether '{mount.Source.Value}' is mounted read-only", mount.ReadOnly.Origin), control)
                    : Condition.Yes(shares, control));
                steps.Add(this, volume, at.Code, Condition.Maybe(new Evidence($"whether the program trusts what it finds in '{mount.Target.Value ?? mount.Source.Value}'", origin), control));
            }
        }
    }
}
