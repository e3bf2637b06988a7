using System.Text.Json.Serialization;

namespace ContainerSec.Images.Oci;

/// <summary>An image in the <c>manifest.json</c> of a docker archive: <c>{"Config":"0123….json","RepoTags":["shop:1"],"Layers":["4567…/layer.tar"]}</c>.</summary>
internal sealed record DockerArchiveEntry
{
    [JsonPropertyName("Config")]
    public string? Config { get; init; }

    [JsonPropertyName("RepoTags")]
    public List<string>? RepoTags { get; init; }

    [JsonPropertyName("Layers")]
    public List<string>? Layers { get; init; }
}
