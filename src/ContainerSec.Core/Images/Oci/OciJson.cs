using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContainerSec.Images.Oci;

/// <summary>Reads the documents of an image. A member that stands twice is refused: two readers could take different ones.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 32)]
[JsonSerializable(typeof(OciManifest))]
[JsonSerializable(typeof(OciImageConfiguration))]
[JsonSerializable(typeof(List<DockerArchiveEntry>))]
internal sealed partial class OciJson : JsonSerializerContext
{
    public static OciManifest ReadManifest(ReadOnlySpan<byte> json, string place) => Read(json, Default.OciManifest, "manifest", place);

    public static OciImageConfiguration ReadConfiguration(ReadOnlySpan<byte> json, string place)
    {
        var configuration = Read(json, Default.OciImageConfiguration, "configuration", place);
        RemoveNulls(configuration);
        return configuration;
    }

    public static List<DockerArchiveEntry> ReadArchiveManifest(ReadOnlySpan<byte> json, string place) => Read(json, Default.ListDockerArchiveEntry, "manifest.json", place);

    // Lists of texts may hold null as JSON; nobody behind this expects it.
    private static void RemoveNulls(OciImageConfiguration configuration)
    {
        configuration.History?.RemoveAll(static h => h is null);
        if (configuration.Config is not { } run)
            return;
        foreach (var texts in (ReadOnlySpan<List<string>?>)[run.Env, run.Entrypoint, run.Cmd, run.Shell, run.OnBuild, run.Healthcheck?.Test])
            texts?.RemoveAll(static t => t is null);
        foreach (var (name, value) in run.Labels ?? [])
        {
            if (value is null)
                run.Labels!.Remove(name);
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new ContainerSecException($"{place}: error CSEC0001: the image's {what} is null.");
        }
        catch (JsonException exception)
        {
            throw new ContainerSecException($"{place}: error CSEC0001: the image's {what} is no usable JSON: {exception.Message}", exception);
        }
    }
}
