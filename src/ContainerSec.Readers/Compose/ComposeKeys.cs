using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>What makes an item of a list unique: of two with the same key the later one counts.</summary>
/// <remarks>compose-spec "Merge", "Unique resources": ports by address, ports and protocol, volumes, secrets and configs by their target.</remarks>
internal static class ComposeKeys
{
    /// <summary>The key of an item; null when it has none, so that it stands beside all others.</summary>
    public static string? KeyOf(string path, YamlNode item) => path switch
    {
        _ when item is YamlScalar { IsUnknown: true } => null,
        "services.*.volumes" => Known(item is YamlScalar volume ? VolumeSyntax.Parse(volume.Value, null, out _).Value?.Target.Value : Field(item, "target")),
        "services.*.ports" => PortKey(item),
        "services.*.secrets" => FileKey(item, "/run/secrets/"),
        "services.*.configs" => FileKey(item, "/"),
        "services.*.devices" => item is YamlScalar device ? DeviceKey(device.Value) : Known(Field(item, "target") ?? Field(item, "source")),
        "services.*.tmpfs" => item is YamlScalar tmpfs ? tmpfs.Value.Split(':')[0] : null,
        "services.*.env_file" => Known(item is YamlScalar path1 ? path1.Value : Field(item, "path")),
        "services.*.cap_add" or "services.*.cap_drop" or "services.*.expose" or "services.*.dns" or "services.*.dns_search" or "services.*.links"
            or "services.*.external_links" or "services.*.profiles" or "services.*.label_file" => (item as YamlScalar)?.Value,
        _ => null,
    };

    private static string? Field(YamlNode item, string key) => item is YamlMapping mapping ? mapping[key].KnownText() : null;

    private static string? Known(string? text) => string.IsNullOrEmpty(text) || text!.HasHole() ? null : text;

    private static string? FileKey(YamlNode item, string folder)
    {
        var target = item is YamlScalar scalar ? scalar.Value : Field(item, "target") ?? Field(item, "source");
        return Known(target) is { } known ? known[0] == '/' ? known : folder + known : null;
    }

    private static string DeviceKey(string device)
    {
        var parts = device.Split(':');
        return parts.Length > 1 && parts[1].Length > 0 && parts[1][0] == '/' ? parts[1] : parts[0];
    }

    private static string? PortKey(YamlNode item)
    {
        if (item is YamlMapping mapping)
        {
            return Field(mapping, "target") is { } target
                ? $"{Field(mapping, "host_ip")}:{Field(mapping, "published")}:{target}/{Field(mapping, "protocol") ?? "tcp"}"
                : null;
        }

        var port = item is YamlScalar scalar ? PortSyntax.Parse(scalar.Value, null, out _).Value : null;
        return port is null || port.HostAddress.IsUnknown || port.HostPort.IsUnknown || port.ContainerPort.IsUnknown ? null
            : $"{port.HostAddress.Value}:{port.HostPort.Value}:{port.ContainerPort.Value}/{port.Protocol}";
    }
}
