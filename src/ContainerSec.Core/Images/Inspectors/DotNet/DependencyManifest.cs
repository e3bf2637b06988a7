namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>A deps.json: the libraries that an application is made of, and the files that each of them brings.</summary>
internal sealed record DependencyManifest
{
    /// <summary>The target framework in its short form: <c>net10.0</c>; null when the file names none.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>What it was published for: <c>linux-x64</c>; null when it runs anywhere.</summary>
    public string? RuntimeIdentifier { get; init; }

    public List<DependencyLibrary> Libraries { get; init; } = [];
}

/// <summary>A library of a <see cref="DependencyManifest"/>.</summary>
internal sealed record DependencyLibrary
{
    /// <summary>The name as written; of a runtime pack without the prefix that marks it.</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    public LibraryKind Kind { get; init; }

    /// <summary>Whether it is there for a compiler that the application brings, and never loaded.</summary>
    public bool IsCompileOnly { get; init; }

    /// <summary>The names of the libraries that it needs.</summary>
    public List<string> Dependencies { get; init; } = [];

    public List<DependencyAsset> Assets { get; init; } = [];
}

/// <summary>A file that a <see cref="DependencyLibrary"/> brings at run time.</summary>
internal sealed record DependencyAsset
{
    /// <summary>The path inside the package: <c>lib/net8.0/Newtonsoft.Json.dll</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The path relative to the application, when the manifest says it.</summary>
    public string? LocalPath { get; init; }

    public AssetKind Kind { get; init; }

    /// <summary>The runtime identifier that it is for; null when it is for all that the manifest is for.</summary>
    public string? RuntimeIdentifier { get; init; }

    /// <summary>The language of a satellite assembly.</summary>
    public string? Locale { get; init; }
}

/// <summary>What a library is, by <c>libraries[].type</c>.</summary>
internal enum LibraryKind
{
    /// <summary>A project of the same build, a reference to a file, or something unknown.</summary>
    Other,

    /// <summary>A NuGet package.</summary>
    Package,

    /// <summary>The runtime of a self-contained application.</summary>
    RuntimePack,

    /// <summary>A project of the same build: the application's own code.</summary>
    Project,
}

/// <summary>What an asset is.</summary>
internal enum AssetKind
{
    Runtime,
    Native,
    Resource,
}
