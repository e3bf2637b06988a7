using System.Globalization;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads what is mounted into a service: volumes, tmpfs, secrets, configs, the engine's socket.</summary>
internal sealed class MountReader(ValueReader values, ComposeProblems problems)
{
    public FactList<Mount> Read(YamlMapping service)
    {
        var volumes = ValueReader.ListOf(service["volumes"], item => item is YamlMapping mapping ? Long(mapping) : item is YamlScalar scalar ? Short(scalar) : default);
        var tmpfs = ValueReader.ListOf(service["tmpfs"], static item =>
            item is YamlScalar scalar ? TmpfsSyntax.Parse(scalar.Value.Length == 0 ? Holes.Hole.ToString() : scalar.Value, scalar.Origin) : default);
        return volumes.Concat(tmpfs)
            .Concat(ValueReader.ListOf(service["secrets"], static item => GrantedFile(item, MountKind.Secret, "/run/secrets/")))
            .Concat(ValueReader.ListOf(service["configs"], static item => GrantedFile(item, MountKind.Config, "/")))
            .Concat(ApiSocket(service));
    }

    private Fact<Mount> Short(YamlScalar scalar)
    {
        var text = scalar.Value;
        // The two variables that every shell sets are what ~ and . stand for.
        if (text.Length > 0 && text[0] == Holes.Hole)
            text = (IsVariable(scalar, "HOME") ? '~' : IsVariable(scalar, "PWD") ? '.' : Holes.Hole) + text.Substring(1);
        return values.Parse(ReferenceEquals(text, scalar.Value) ? scalar : Replaced(scalar, text), VolumeSyntax.Parse);
    }

    private static YamlScalar Replaced(YamlScalar scalar, string text) =>
        new(scalar.Source, scalar.Start, scalar.End, text, isPlain: false, isUnknown: text.HasHole()) { IsInterpolated = true };

    // "${HOME}/.ssh", $HOME/.ssh
    private static bool IsVariable(YamlScalar scalar, string name)
    {
        var (content, at) = (scalar.Source.Content, scalar.Start);
        if (at < content.Length && content[at] is '"' or '\'')
            at++;
        return IsAt("${" + name + "}") || IsAt("${" + name + ":?") || IsAt("${" + name + "?") || IsAt("$" + name + "/") || IsAt("$" + name + ":");

        bool IsAt(string text) => string.CompareOrdinal(content, at, text, 0, text.Length) == 0;
    }

    private Fact<Mount> Long(YamlMapping volume)
    {
        var (type, source) = (volume["type"] as YamlScalar, volume["source"] as YamlScalar);
        if (type is { IsUnknown: true })
            return Fact.Unknown<Mount>(volume.Origin);
        if (source is { IsUnknown: true } && source.Value.HasHole() && source.Value[0] == Holes.Hole)
            source = IsVariable(source, "HOME") ? Replaced(source, "~" + source.Value.Substring(1)) : IsVariable(source, "PWD") ? Replaced(source, "." + source.Value.Substring(1)) : source;
        string? error = null;
        var kind = type is not null ? MountSyntax.KindOf(type.Value, ref error) : VolumeSyntax.IsPath(source?.Value ?? "") ? MountKind.Bind : MountKind.Volume;
        if (error is not null)
            problems.Error(type!, error);
        if (kind == MountKind.Bind && source is not null && VolumeSyntax.IsNamedPipe(source.Value))
            kind = MountKind.NamedPipe;
        var mount = new Mount
        {
            Kind = kind,
            Source = source.Text(),
            Target = volume["target"].Text(),
            ReadOnly = values.Bool(volume, "read_only"),
            Propagation = (volume["bind"] as YamlMapping)?["propagation"].Text() ?? default,
            Mode = Mode((volume["tmpfs"] as YamlMapping)?["mode"]),
        };
        if (mount.Target.IsUnset)
            problems.Error(volume, "A volume of a service needs a target, the path inside the container.");
        return Fact.Known(mount, volume.Origin);
    }

    // A secret or config is a file in the container, read-only whoever may read it.
    private static Fact<Mount> GrantedFile(YamlNode item, MountKind kind, string folder)
    {
        var settings = item as YamlMapping;
        var source = settings is null ? item.Text() : settings["source"].Text();
        var target = settings?["target"].Text() ?? default;
        return Fact.Known(
            new Mount
            {
                Kind = kind,
                Source = source,
                Target = target.Or(source).Select(t => t.StartsWith("/", StringComparison.Ordinal) ? t : folder + t),
                ReadOnly = Fact.Known(true, item.Origin),
                Mode = Mode(settings?["mode"]),
            },
            item.Origin);
    }

    // 0444 and "0444" are octal, as in YAML 1.1 and strconv; 0o444 is YAML 1.2; a plain 288 is decimal.
    private static Fact<int> Mode(YamlNode? node) => node.Convert(text =>
        text.StartsWith("0o", StringComparison.Ordinal) ? MountSyntax.Octal(text.Substring(2), null)
        : node is YamlScalar { IsPlain: false } || text.StartsWith("0", StringComparison.Ordinal) ? MountSyntax.Octal(text, null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mode) ? Fact.Known(mode)
        : Fact.Unknown<int>());

    // use_api_socket mounts the socket of the engine that starts the container.
    private FactList<Mount> ApiSocket(YamlMapping service)
    {
        var isOn = values.Bool(service, "use_api_socket");
        if (isOn.IsUnset || isOn.Is(false))
            return FactList<Mount>.Unset;
        var socket = Fact.Known("/var/run/docker.sock", isOn.Origin);
        return new FactList<Mount>([isOn.Select(_ => new Mount { Kind = MountKind.Bind, Source = socket, Target = socket })], isOn.Origin);
    }
}
