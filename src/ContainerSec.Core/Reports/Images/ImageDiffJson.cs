using System.Text.Json.Serialization;
using ContainerSec.Images;

namespace ContainerSec.Reports;

/// <summary>The form of <see cref="ImageDiffReport.WriteJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonDiff))]
internal sealed partial class ImageDiffJson : JsonSerializerContext;

internal sealed record JsonDiff
{
    public required JsonDiffImage Before { get; init; }

    public required JsonDiffImage After { get; init; }

    public required IReadOnlyList<JsonPackageChange> Packages { get; init; }

    public required IReadOnlyList<JsonFileChange> Files { get; init; }

    public required IReadOnlyList<JsonSettingChange> Settings { get; init; }

    public required IReadOnlyList<JsonDiffFinding> NewFindings { get; init; }

    public required IReadOnlyList<JsonDiffFinding> MendedFindings { get; init; }

    public required IReadOnlyList<JsonDiffSecret> NewSecrets { get; init; }

    public required IReadOnlyList<JsonDiffSecret> RemovedSecrets { get; init; }

    public required IReadOnlyList<JsonDiffGap> Gaps { get; init; }
}

internal sealed record JsonDiffImage(string Source, string? Digest, string? ConfigDigest, long Size);

internal sealed record JsonPackageChange(string Type, string Name, IReadOnlyList<string> Before, IReadOnlyList<string> After);

internal sealed record JsonFileChange(string Path, string Change, JsonFileState? Before, JsonFileState? After, bool GivesRights);

internal sealed record JsonFileState(string Mode, long Uid, long Gid, long Size, string Layer)
{
    public static JsonFileState? Of(ImageEntry? entry) => entry is null ? null
        : new JsonFileState(Names.OfMode(entry.Mode), entry.UserId, entry.GroupId, entry.Size, entry.Layer);
}

internal sealed record JsonSettingChange(string Name, string? Before, string? After);

internal sealed record JsonDiffFinding(string RuleId, string Severity, string Message, string? Place)
{
    public static JsonDiffFinding Of(Finding finding) => new(finding.RuleId, Names.Of(finding.Severity), finding.Message, finding.Origin?.Description);
}

internal sealed record JsonDiffSecret(string RuleId, string Kind, string Path, string? Layer, bool Deleted, string Redacted)
{
    public static JsonDiffSecret Of(ImageSecret secret) => new(secret.RuleId, secret.Kind, secret.Path, secret.Layer, secret.Deleted, secret.Redacted);
}

internal sealed record JsonDiffGap(string Image, string Code, string? Layer, string? Path, string Message);
