namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads the volumes of a pod, so that the mounts of its containers can be joined to them.</summary>
internal sealed class VolumeReader
{
    private readonly Dictionary<string, (PodVolume Volume, ApiFields Source)> _byName = new(StringComparer.Ordinal);

    public FactList<PodVolume> Facts { get; private set; } = FactList<PodVolume>.Unset;

    public static VolumeReader Read(PodTemplate template)
    {
        var reader = new VolumeReader();
        reader.Facts = template.Spec.List("volumes", reader.ReadVolume);
        // The claims of a StatefulSet are volumes of its pods, one for each: data-db-0 of the claim data of db. Other sets' claims are others.
        if (template.Owner.Kind == "StatefulSet")
        {
            foreach (var claim in template.Owner.Spec.Objects("volumeClaimTemplates"))
            {
                if (claim.Object("metadata").Text("name") is { IsKnown: true } name)
                    reader._byName[name.Value] = (new PodVolume { Name = name.Value, Type = "persistentVolumeClaim", Source = name.Select(claim => $"{claim}-{template.Owner.Name}") }, default);
            }
        }

        return reader;
    }

    /// <summary>A volumeMount with the volume that it names.</summary>
    public Fact<Mount> Mount(ApiFields mount)
    {
        var (name, target) = (mount.Text("name"), mount.Text("mountPath"));
        var (volume, source) = name.IsKnown && _byName.TryGetValue(name.Value, out var found) ? found : (new PodVolume(), default);
        var path = WithSubPath(volume, mount);
        var origin = volume.Type == "hostPath" ? volume.Source.Origin : null;
        return Fact.Known(new Mount
        {
            Kind = KindOf(volume.Type, source),
            Source = path,
            Target = target,
            ReadOnly = mount.Bool("readOnly"),
            Propagation = mount.Choice("mountPropagation", "None", "HostToContainer", "Bidirectional").Select(static p => p switch
            {
                "Bidirectional" => "rshared",
                "HostToContainer" => "rslave",
                _ => "rprivate",
            }),
            Mode = source.Integer("defaultMode").Select(static mode => (int)Math.Min(Math.Max(mode, 0), 4095)),
        }, origin ?? target.Origin ?? mount.Head);
    }

    /// <summary>A block device of a claim.</summary>
    public Fact<Mount> Device(ApiFields device)
    {
        var (name, target) = (device.Text("name"), device.Text("devicePath"));
        var source = name.IsKnown && _byName.TryGetValue(name.Value, out var found) ? found.Volume.Source : name;
        return Fact.Known(new Mount { Kind = MountKind.Volume, Source = source, Target = target }, target.Origin ?? device.Head);
    }

    private Fact<PodVolume> ReadVolume(ApiFields volume)
    {
        var name = volume.Text("name");
        var sources = volume.Entries.Where(e => e.Key.Value != "name" && volume.Has(e.Key.Value)).ToList();
        if (sources.Count > 1)
            volume.Report(sources[1].Key, $"A volume takes one source; it has '{sources[0].Key.Value}' already.");
        if (sources.Count == 0 && volume.IsOpen)
            return Fact.Unknown<PodVolume>(name.Origin ?? volume.Origin);
        var type = sources.Count > 0 ? sources[0].Key.Value : "emptyDir";
        var source = sources.Count > 0 ? volume.Object(type) : default;
        var result = new PodVolume
        {
            Name = name.Value ?? "",
            Type = type,
            Source = type switch
            {
                "hostPath" => source.Text("path"),
                "secret" => source.Text("secretName"),
                "configMap" => source.Text("name"),
                "persistentVolumeClaim" => source.Text("claimName"),
                "image" => source.Text("reference"),
                "csi" or "flexVolume" => source.Text("driver"),
                "nfs" => source.Text("server"),
                _ => default,
            },
        };
        if (name.IsKnown)
            _byName[name.Value] = (result, source);
        var origin = type == "hostPath" ? result.Source.Origin : null;
        return Fact.Known(result, origin ?? (sources.Count > 0 ? sources[0].Key.Origin : name.Origin) ?? volume.Head);
    }

    // A hostPath of /var/run with the subPath docker.sock mounts the socket alone.
    private static Fact<string> WithSubPath(PodVolume volume, ApiFields mount)
    {
        var sub = mount.Text("subPath");
        if (volume.Type != "hostPath" || sub.IsUnset || !volume.Source.IsKnown)
            return volume.Source;
        return sub.IsKnown
            ? volume.Source.Select(path => path.TrimEnd('/') + "/" + sub.Value.TrimStart('/'))
            : Fact.Unknown<string>(volume.Source.Origin);
    }

    private static MountKind KindOf(string type, ApiFields source) => type switch
    {
        "hostPath" => MountKind.Bind,
        "persistentVolumeClaim" or "ephemeral" => MountKind.Volume,
        "emptyDir" => source.Text("medium").Is(static m => m == "Memory") ? MountKind.Tmpfs : MountKind.EmptyDir,
        "secret" => MountKind.Secret,
        "configMap" or "downwardAPI" or "projected" => MountKind.Config,
        "image" => MountKind.Image,
        _ => MountKind.Other,
    };
}
