namespace ContainerSec.Images;

/// <summary>A .NET SDK that is installed: an image that only runs an application needs none.</summary>
public sealed record DotNetSdk
{
    /// <summary>The version: <c>10.0.100</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The folder: <c>usr/share/dotnet/sdk/10.0.100</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The diff id of the layer.</summary>
    public required string Layer { get; init; }
}
