namespace ContainerSec.Images;

/// <summary>A change of what containers of an image start with.</summary>
public sealed record SettingChange
{
    /// <summary>What changed: <c>user</c>, <c>env/NAME</c>, <c>label/NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value of the first image; null when it has none. Secrets are masked.</summary>
    public string? Before { get; init; }

    /// <summary>The value of the second image; null when it has none. Secrets are masked.</summary>
    public string? After { get; init; }

    internal static IReadOnlyList<SettingChange> Between(ImageSettings before, ImageSettings after)
    {
        var (old, now) = (ValuesOf(before), ValuesOf(after));
        return
        [
            .. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(name => new SettingChange { Name = name, Before = old.GetValueOrDefault(name), After = now.GetValueOrDefault(name) })
                .Where(static c => c.Before != c.After),
        ];
    }

    private static Dictionary<string, string> ValuesOf(ImageSettings settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["user"] = settings.User,
            ["entrypoint"] = string.Join(' ', settings.Entrypoint),
            ["cmd"] = string.Join(' ', settings.Command),
            ["workingDir"] = settings.WorkingDirectory,
            ["exposedPorts"] = string.Join(' ', settings.ExposedPorts),
            ["volumes"] = string.Join(' ', settings.Volumes),
            ["healthcheck"] = string.Join(' ', settings.HealthCheck ?? []),
        };
        foreach (var variable in settings.Environment)
            values["env/" + variable.Split('=')[0]] = variable.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? variable[(equals + 1)..] : "";
        foreach (var (name, value) in settings.Labels)
            values["label/" + name] = value;
        return values;
    }
}
