using System.Text;

namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--mount</c>: <c>type=bind,source=/src,target=/app,readonly</c>, one line of CSV.</summary>
internal static class MountSyntax
{
    /// <param name="text">The value; parts that are not known are holes.</param>
    /// <param name="origin">Where it was written.</param>
    /// <param name="error">What is wrong with it; null for nothing. The fact says what could be read nevertheless.</param>
    public static Fact<Mount> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.IsHole())
            return Fact.Unknown<Mount>(origin);
        var mount = new Mount { Kind = MountKind.Volume };
        var hasHole = false;
        foreach (var field in SplitCsv(text))
        {
            var equals = field.IndexOf('=');
            var key = (equals < 0 ? field : field.Substring(0, equals)).Trim().ToLowerInvariant();
            var value = equals < 0 ? null : field.Substring(equals + 1);
            if (key.HasHole() || (key == "type" && value?.HasHole() == true))
                hasHole = true;
            else
                mount = WithField(mount, key, value, origin, ref error);
        }

        if (hasHole)
            return Fact.Unknown<Mount>(origin);
        if (mount.Target.IsUnset)
            error ??= $"'{text}' names no target; add target=PATH.";
        return Fact.Known(mount, origin);
    }

    private static Mount WithField(Mount mount, string key, string? value, Provenance? origin, ref string? error)
    {
        switch (key)
        {
            case "type":
                return mount with { Kind = KindOf(value ?? "", ref error) };
            case "source" or "src":
                return mount with { Source = (value ?? "").ToFact(origin) };
            case "target" or "dst" or "destination":
                return mount with { Target = (value ?? "").ToFact(origin) };
            case "readonly" or "ro":
                return mount with { ReadOnly = value is null ? Fact.Known(true, origin) : Flag(value, origin) };
            case "rw":
                return mount with { ReadOnly = value is null ? Fact.Known(false, origin) : Flag(value, origin).Select(static on => !on) };
            case "bind-propagation":
                return mount with { Propagation = (value ?? "").ToLowerInvariant().ToFact(origin) };
            case "tmpfs-mode":
                return mount with { Mode = Octal(value ?? "", origin) };
            case "consistency" or "bind-nonrecursive" or "bind-recursive" or "bind-create-src" or "volume-nocopy" or "volume-label" or "volume-driver"
                or "volume-opt" or "volume-subpath" or "image-subpath" or "tmpfs-size" or "tmpfs-options"
                // Podman's own
                or "relabel" or "idmap" or "u" or "chown" or "subpath" or "tmpcopyup" or "notmpcopyup" or "exec" or "noexec" or "dev" or "nodev"
                or "suid" or "nosuid" or "no-dereference" or "uid" or "gid" or "mode" or "max" or "size":
                return mount;
            default:
                error ??= $"A mount has no field '{key}'.";
                return mount;
        }
    }

    /// <summary>The kind of a mount by the word of <c>type</c>, which Compose's long form has too.</summary>
    public static MountKind KindOf(string type, ref string? error)
    {
        switch (type.ToLowerInvariant())
        {
            case "bind" or "glob":
                return MountKind.Bind;
            case "volume":
                return MountKind.Volume;
            case "tmpfs" or "ramfs":
                return MountKind.Tmpfs;
            case "npipe":
                return MountKind.NamedPipe;
            case "image":
                return MountKind.Image;
            case "cluster" or "devpts":
                return MountKind.Other;
            default:
                error ??= $"There is no mount type '{type}'; use bind, volume, tmpfs, npipe or image.";
                return MountKind.Other;
        }
    }

    /// <summary>Permission bits in octal digits: <c>1777</c>.</summary>
    public static Fact<int> Octal(string text, Provenance? origin)
    {
        var mode = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '7' || mode > 0xFFFF)
                return Fact.Unknown<int>(origin);
            mode = (mode << 3) | (c - '0');
        }

        return text.Length == 0 ? default : Fact.Known(mode, origin);
    }

    private static Fact<bool> Flag(string value, Provenance? origin) =>
        BooleanSyntax.TryParse(value, out var on) ? Fact.Known(on, origin) : Fact.Unknown<bool>(origin);

    // Quotes keep commas together: type=volume,"volume-opt=o=addr=10.0.0.1,rw",target=/data
    private static List<string> SplitCsv(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
