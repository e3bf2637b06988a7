namespace ContainerSec.Images;

/// <summary>A program that an attacker who got in would use.</summary>
public sealed record AttackTool
{
    /// <summary>The name of the program: <c>bash</c>, <c>curl</c>, <c>apt-get</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is good for.</summary>
    public required AttackToolKind Kind { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The diff id of the layer that last wrote it.</summary>
    public required string Layer { get; init; }
}

/// <summary>What an <see cref="AttackTool"/> is good for.</summary>
public enum AttackToolKind
{
    /// <summary>Runs commands.</summary>
    Shell,

    /// <summary>Brings more tools.</summary>
    PackageManager,

    /// <summary>Makes tools.</summary>
    Compiler,

    /// <summary>Fetches, listens, scans, tunnels.</summary>
    Network,

    /// <summary>Becomes another user.</summary>
    Privilege,

    /// <summary>Lets in from outside.</summary>
    RemoteAccess,

    /// <summary>Looks into other processes or changes kernel settings.</summary>
    Debugging,
}
