namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>A runtimeconfig.json: what an application or a shared framework runs on.</summary>
internal sealed record RuntimeConfiguration
{
    /// <summary>The target framework: <c>net10.0</c>.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>The shared frameworks that are looked for.</summary>
    public List<FrameworkReference> Frameworks { get; init; } = [];

    /// <summary>The frameworks that stand beside the application; it is self-contained.</summary>
    public List<FrameworkReference> IncludedFrameworks { get; init; } = [];
}

/// <summary>A shared framework that is asked for.</summary>
internal sealed record FrameworkReference
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Null when the file says nothing.</summary>
    public RollForward? RollForward { get; init; }

    /// <summary>Whether patches are not rolled forward to (<c>applyPatches: false</c>).</summary>
    public bool IgnoresPatches { get; init; }
}

/// <summary>How far a framework may be from the version that is asked for. Ascending from strict to lax, as the host compares them.</summary>
internal enum RollForward
{
    Disable,
    LatestPatch,
    Minor,
    LatestMinor,
    Major,
    LatestMajor,
}
