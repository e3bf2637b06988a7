namespace ContainerSec.Images;

/// <summary>A file or folder that is in an image and that nothing of it needs.</summary>
public sealed record Leftover
{
    /// <summary>What it is.</summary>
    public required LeftoverKind Kind { get; init; }

    /// <summary>The path without leading slash, of a folder with everything below it.</summary>
    public required string Path { get; init; }

    /// <summary>How many files it has, in all layers together.</summary>
    public int Files { get; init; }

    /// <summary>Bytes of its files, in all layers.</summary>
    public long Size { get; init; }

    /// <summary>Whether a later layer removed it: its bytes are shipped all the same.</summary>
    public bool Deleted { get; init; }

    /// <summary>The diff id of the last layer that wrote to it.</summary>
    public required string Layer { get; init; }
}

/// <summary>What an <see cref="Leftover"/> is.</summary>
public enum LeftoverKind
{
    /// <summary>History of the sources: <c>.git</c>, <c>.svn</c>.</summary>
    VersionControl,

    /// <summary>Where tools keep credentials: <c>.aws</c>, <c>.azure</c>, <c>.npmrc</c> with a token.</summary>
    Credentials,

    /// <summary>Settings and scratch files of editors: <c>.vscode</c>, <c>.idea</c>, <c>.DS_Store</c>.</summary>
    Editor,

    /// <summary>Caches of tools that built it: <c>.npm</c>, <c>.cache</c>, <c>.gradle</c>.</summary>
    BuildCache,

    /// <summary>What described the build: <c>Dockerfile</c>, <c>docker-compose.yml</c>.</summary>
    BuildDescription,

    /// <summary>Lists of packages that could be installed: <c>var/lib/apt/lists</c>.</summary>
    PackageLists,

    /// <summary>Packages and indexes that a package manager fetched and kept: <c>var/cache/apt/archives</c>, <c>var/cache/apk</c>.</summary>
    PackageCache,
}
