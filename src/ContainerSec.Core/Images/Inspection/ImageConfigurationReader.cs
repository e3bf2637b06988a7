using ContainerSec.Images.Inspectors.Secrets;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Inspection;

/// <summary>Turns an image's configuration as stored into what the report says.</summary>
internal static class ImageConfigurationReader
{
    public static Platform? PlatformOf(OciImageConfiguration configuration) => configuration is { Os: { Length: > 0 } os, Architecture: { Length: > 0 } architecture }
        ? new Platform { OperatingSystem = os, Architecture = architecture, Variant = configuration.Variant }
        : null;

    public static ImageSettings SettingsOf(OciImageConfiguration configuration)
    {
        var run = configuration.Config ?? new OciRunConfiguration();
        return new ImageSettings
        {
            User = run.User ?? "",
            Entrypoint = ConfigurationSecrets.MaskArguments(run.Entrypoint ?? []),
            Command = ConfigurationSecrets.MaskArguments(run.Cmd ?? []),
            Environment = [.. (run.Env ?? []).Select(ConfigurationSecrets.MaskVariable)],
            ExposedPorts = [.. (run.ExposedPorts?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal)],
            Labels = new SortedDictionary<string, string>((run.Labels ?? []).ToDictionary(static l => l.Key, static l => ConfigurationSecrets.MaskValue(l.Key, l.Value ?? "")), StringComparer.Ordinal),
            HealthCheck = run.Healthcheck?.Test is { } test ? ConfigurationSecrets.MaskArguments(test) : null,
            WorkingDirectory = run.WorkingDir ?? "",
            Volumes = [.. (run.Volumes?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The steps; those that made a layer name it, as long as there are layers.</summary>
    public static IReadOnlyList<ImageHistoryEntry> HistoryOf(OciImageConfiguration configuration, IReadOnlyList<string> diffIds)
    {
        var layer = 0;
        var history = new List<ImageHistoryEntry>();
        foreach (var step in configuration.History ?? [])
        {
            history.Add(new ImageHistoryEntry
            {
                Command = ConfigurationSecrets.Mask(step.CreatedBy ?? ""),
                Created = step.Created,
                Layer = !step.EmptyLayer && layer < diffIds.Count ? diffIds[layer++] : null,
            });
        }

        return history;
    }
}
