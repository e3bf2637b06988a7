using System.Text.Json.Serialization;

namespace ContainerSec.Images.Oci;

/// <summary>An image's configuration as stored.</summary>
/// <remarks>OCI image-spec, "Image Configuration"; health check, shell and ONBUILD are Docker's additions.</remarks>
internal sealed record OciImageConfiguration
{
    public DateTimeOffset? Created { get; init; }

    public string? Author { get; init; }

    public string? Os { get; init; }

    public string? Architecture { get; init; }

    public string? Variant { get; init; }

    [JsonPropertyName("os.version")]
    public string? OsVersion { get; init; }

    public OciRunConfiguration? Config { get; init; }

    public OciRootFileSystem? Rootfs { get; init; }

    public List<OciHistory>? History { get; init; }
}

/// <summary>What a container starts with. Member names are Docker's.</summary>
internal sealed record OciRunConfiguration
{
    [JsonPropertyName("User")]
    public string? User { get; init; }

    [JsonPropertyName("Env")]
    public List<string>? Env { get; init; }

    [JsonPropertyName("Entrypoint")]
    public List<string>? Entrypoint { get; init; }

    [JsonPropertyName("Cmd")]
    public List<string>? Cmd { get; init; }

    [JsonPropertyName("ExposedPorts")]
    public Dictionary<string, System.Text.Json.JsonElement>? ExposedPorts { get; init; }

    [JsonPropertyName("Volumes")]
    public Dictionary<string, System.Text.Json.JsonElement>? Volumes { get; init; }

    [JsonPropertyName("Labels")]
    public Dictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("WorkingDir")]
    public string? WorkingDir { get; init; }

    [JsonPropertyName("StopSignal")]
    public string? StopSignal { get; init; }

    [JsonPropertyName("Shell")]
    public List<string>? Shell { get; init; }

    [JsonPropertyName("OnBuild")]
    public List<string>? OnBuild { get; init; }

    [JsonPropertyName("Healthcheck")]
    public OciHealthcheck? Healthcheck { get; init; }
}

/// <summary>Docker's health check; times are nanoseconds.</summary>
internal sealed record OciHealthcheck
{
    [JsonPropertyName("Test")]
    public List<string>? Test { get; init; }

    [JsonPropertyName("Interval")]
    public long? Interval { get; init; }

    [JsonPropertyName("Timeout")]
    public long? Timeout { get; init; }

    [JsonPropertyName("StartPeriod")]
    public long? StartPeriod { get; init; }

    [JsonPropertyName("Retries")]
    public int? Retries { get; init; }
}

/// <summary>The diff ids, base first.</summary>
internal sealed record OciRootFileSystem
{
    public string? Type { get; init; }

    [JsonPropertyName("diff_ids")]
    public List<string>? DiffIds { get; init; }
}

/// <summary>One step of the build.</summary>
internal sealed record OciHistory
{
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    public string? Comment { get; init; }

    public string? Author { get; init; }

    [JsonPropertyName("empty_layer")]
    public bool EmptyLayer { get; init; }
}
