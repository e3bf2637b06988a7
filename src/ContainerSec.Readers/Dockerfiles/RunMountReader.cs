
namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads <c>RUN --mount=type=…,name=value,…</c>.</summary>
/// <remarks>Dockerfile reference, "RUN --mount": its types and their options.</remarks>
internal sealed class RunMountReader(InstructionContext context, BuildStages stages)
{
    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];

    private static readonly string[] Names =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "required", "id", "sharing", "size",
        "mode", "uid", "gid", "env",
    ];

    // What Buildah and Podman know beyond the reference: labels of SELinux, ownership, propagation. BuildKit refuses them.
    private static readonly string[] NamesOfBuildah =
        ["z", "u", "chown", "relabel", "bind-propagation", "bind-nonrecursive", "tmpfs-size", "tmpfs-mode", "tmpcopyup", "notmpcopyup", "nosuid", "nodev", "noexec"];

    public FactList<BuildMount> Read(IEnumerable<BuildFlag> flags)
    {
        List<Fact<BuildMount>>? mounts = null;
        foreach (var flag in flags)
            (mounts ??= []).Add(Fact.Known(Read(flag), context.Line.Map.At(flag.Start, flag.End)));
        return mounts is null ? FactList<BuildMount>.Unset : new FactList<BuildMount>(mounts, mounts[0].Origin);
    }

    private BuildMount Read(BuildFlag flag)
    {
        var (mount, text) = (new BuildMount(), flag.Value!);
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf(',', start);
            end = end < 0 ? text.Length : end;
            if (end > start)
                mount = ReadOption(mount, text.Substring(start, end - start), p => PlaceOf(flag, start + p, end));
            start = end + 1;
        }

        if (mount.Type == "secret" && mount.Id.IsUnset && mount.Source.IsUnset && mount.Target.IsUnset)
            context.Problems.Error("a secret mount needs an id or a target: --mount=type=secret,id=…", context.Line.Map.At(flag.Start, flag.End));
        return mount;
    }

    private BuildMount ReadOption(BuildMount mount, string option, Func<int, Provenance?> place)
    {
        var equals = option.IndexOf('=');
        var name = (equals < 0 ? option : option.Substring(0, equals)).ToLowerInvariant();
        if (Array.IndexOf(NamesOfBuildah, name) >= 0)
            return mount;
        if (Array.IndexOf(Names, name) < 0)
        {
            context.Problems.Error($"a mount has no option '{name}'{NearestName.Hint(name, Names)}", place(0));
            return mount;
        }

        if (equals < 0 && name is not ("readonly" or "ro" or "readwrite" or "rw" or "required"))
        {
            context.Problems.Error($"the option '{name}' of a mount needs a value: {name}=…", place(0));
            return mount;
        }

        var valuePlace = place(equals + 1);
        var written = equals < 0 ? "true" : option.Substring(equals + 1);
        if (name == "from")
        {
            var (stage, image) = stages.Resolve(written, valuePlace, context);
            return mount with { From = Fact.Known(written, valuePlace), FromStage = stage, FromImage = image };
        }

        return WithValue(mount, name, context.Expand(written, valuePlace));
    }

    private BuildMount WithValue(BuildMount mount, string name, Fact<string> value)
    {
        switch (name)
        {
            case "type":
                return mount with { Type = ReadType(value) };
            case "source" or "src":
                return mount with { Source = value };
            case "target" or "dst" or "destination":
                return mount with { Target = value };
            case "id":
                return mount with { Id = value };
            case "env":
                return mount with { Environment = value };
            case "readwrite" or "rw":
                return mount with { ReadWrite = ReadBool(value) };
            case "readonly" or "ro":
                return mount with { ReadWrite = ReadBool(value).Select(static on => !on) };
            case "mode":
                return mount with { Mode = ReadMode(value) };
            default:
                return mount;
        }
    }

    private string ReadType(Fact<string> value)
    {
        if (!value.IsKnown)
            return "";
        var type = value.Value.ToLowerInvariant();
        if (Array.IndexOf(Types, type) < 0)
            context.Problems.Error($"'{value.Value}' is no type of mount{NearestName.Hint(type, Types)}", value.Origin);
        return type;
    }

    private Fact<bool> ReadBool(Fact<string> value)
    {
        if (!value.IsKnown)
            return Fact.Unknown<bool>(value.Origin);
        switch (value.Value)
        {
            case "1" or "t" or "T" or "true" or "True" or "TRUE":
                return Fact.Known(true, value.Origin);
            case "0" or "f" or "F" or "false" or "False" or "FALSE":
                return Fact.Known(false, value.Origin);
            default:
                context.Problems.Error($"this is true or false, not '{value.Value}'", value.Origin);
                return Fact.Unknown<bool>(value.Origin);
        }
    }

    private Fact<int> ReadMode(Fact<string> value)
    {
        if (!value.IsKnown)
            return Fact.Unknown<int>(value.Origin);
        var mode = 0;
        if (value.Value.Length is 0 or > 10 || !value.Value.All(static c => c is >= '0' and <= '7'))
        {
            context.Problems.Error($"'{value.Value}' is no mode; write octal digits like 0400", value.Origin);
            return Fact.Unknown<int>(value.Origin);
        }

        foreach (var digit in value.Value)
            mode = (mode * 8) + (digit - '0');
        return Fact.Known(mode, value.Origin);
    }

    // Places inside of a value are exact unless quotes were removed from it.
    private Provenance? PlaceOf(BuildFlag flag, int start, int end) =>
        flag.IsVerbatim ? context.Line.Map.At(flag.ValueStart + start, flag.ValueStart + end) : context.Line.Map.At(flag.Start, flag.End);
}
