namespace ContainerSec.Images;

/// <summary>A .NET application in an image.</summary>
public sealed record DotNetApplication
{
    /// <summary>The file that is started or describes it: <c>app/shop.dll</c>, <c>app/shop</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How it was published.</summary>
    public required DotNetDeployment Deployment { get; init; }

    /// <summary>The target framework: <c>net10.0</c>; null when nothing tells it.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>The frameworks that it asks for and the version that really runs.</summary>
    public IReadOnlyList<DotNetFramework> Frameworks { get; init; } = [];

    /// <summary>What is true of how it was compiled, when files tell it: trimmed, ReadyToRun.</summary>
    public DotNetCompilation Compilation { get; init; }

    /// <summary>Whether its packages are known: not of one compiled ahead of time, or without deps.json.</summary>
    public bool HasKnownPackages { get; init; }

    /// <summary>The compiler that compiled it ahead of time, with version; null for others.</summary>
    public string? NativeCompiler { get; init; }

    /// <summary>The diff id of the layer.</summary>
    public required string Layer { get; init; }
}

/// <summary>A shared framework that an application asks for.</summary>
public sealed record DotNetFramework
{
    /// <summary>The name: <c>Microsoft.AspNetCore.App</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version that the application names.</summary>
    public required string Requested { get; init; }

    /// <summary>The version that is loaded by the rules of roll-forward; null when none that is installed fits: the application does not start.</summary>
    public string? Resolved { get; init; }
}

/// <summary>How a .NET application was published.</summary>
public enum DotNetDeployment
{
    /// <summary>Its runtime is a shared framework.</summary>
    FrameworkDependent,

    /// <summary>Its runtime stands beside it.</summary>
    SelfContained,

    /// <summary>One file without the runtime.</summary>
    SingleFile,

    /// <summary>One file with the runtime in it.</summary>
    SelfContainedSingleFile,

    /// <summary>Compiled ahead of time to a native program.</summary>
    NativeAot,
}

/// <summary>What was done to a .NET application's code.</summary>
[Flags]
public enum DotNetCompilation
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>Unused code was cut away.</summary>
    Trimmed = 1,

    /// <summary>It holds native code beside IL.</summary>
    ReadyToRun = 2,

    /// <summary>The single file is compressed.</summary>
    Compressed = 4,
}
