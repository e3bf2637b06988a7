using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerInspect;

/// <summary>The mounts of an inspected container: those that it has, or where it has none yet those that were asked for.</summary>
internal static class InspectedMounts
{
    public static FactList<Mount> Read(YamlMapping container, YamlMapping host)
    {
        var mounts = container["Mounts"] is YamlSequence { Items.Count: > 0 } existing
            ? existing.List(Existing)
            : Requested(host);
        return mounts.Concat(Tmpfs(host["Tmpfs"]));
    }

    /// <summary>The mounts that a client asks for.</summary>
    public static FactList<Mount> ReadRequest(YamlMapping host) => Requested(host).Concat(Tmpfs(host["Tmpfs"]));

    private static FactList<Mount> Requested(YamlMapping host) =>
        host["Binds"].List(static text => text, static (text, origin) => VolumeSyntax.Parse(text, origin, out _)).Concat(host["Mounts"].List(Requested));

    // { "Type": "bind", "Source": "/srv", "Destination": "/data", "Mode": "ro", "RW": false, "Propagation": "rprivate" }
    private static Fact<Mount> Existing(YamlNode node)
    {
        if (node is not YamlMapping mount)
            return Fact.Unknown<Mount>(node.Origin);
        string? error = null;
        var kind = MountSyntax.KindOf(mount["Type"].KnownText() ?? "volume", ref error);
        return Fact.Known(
            new Mount
            {
                Kind = kind,
                // A volume's Source is where the engine keeps it.
                Source = kind == MountKind.Volume ? mount["Name"].Text() : kind == MountKind.Tmpfs ? default : mount["Source"].Text(),
                Target = mount["Destination"].Text(),
                ReadOnly = mount["RW"].Bool().Select(static writable => !writable),
                Propagation = mount["Propagation"].Text() is var propagation && propagation.Is("") ? default : propagation,
            },
            node.Origin);
    }

    // { "Type": "bind", "Source": "/srv", "Target": "/data", "ReadOnly": true }
    private static Fact<Mount> Requested(YamlNode node)
    {
        if (node is not YamlMapping mount)
            return Fact.Unknown<Mount>(node.Origin);
        string? error = null;
        return Fact.Known(
            new Mount
            {
                Kind = mount["Type"] is YamlScalar { IsUnknown: true } ? MountKind.Other : MountSyntax.KindOf(mount["Type"].KnownText() ?? "volume", ref error),
                Source = mount["Source"].Text() is var source && source.Is("") ? default : source,
                Target = mount["Target"].Text(),
                ReadOnly = mount["ReadOnly"].Bool(),
                Propagation = ((mount["BindOptions"] as YamlMapping)?["Propagation"]).Text(),
            },
            node.Origin);
    }

    // "/run": "rw,noexec,size=64m"
    private static FactList<Mount> Tmpfs(YamlNode? node) => node is YamlMapping paths
        ? new FactList<Mount>([.. paths.Entries.Select(static e => TmpfsSyntax.Parse($"{e.Key.Value}:{e.Value.KnownText()}", e.Key.Origin))], paths.Origin)
        : FactList<Mount>.Unset;
}
