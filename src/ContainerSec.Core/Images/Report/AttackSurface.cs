namespace ContainerSec.Images;

/// <summary>How much of an image helps an attacker who got in, in points.</summary>
/// <remarks>
/// The sum of its parts; there is no upper end, and one program more never lowers it. A program of each kind counts:
/// remote access 4; shell 3; compiler 3; network, package manager, privilege and debugging 2; a file with setuid 2, with setgid 1, with capabilities 2.
/// Names that are links to one file, as those of busybox, count once, as the kind with the most points.
/// </remarks>
public sealed record AttackSurface
{
    /// <summary>The points of all parts together; 0 for an image without any of it.</summary>
    public int Score { get; init; }

    /// <summary>What the score is made of, most points first.</summary>
    public IReadOnlyList<AttackSurfacePart> Parts { get; init; } = [];
}

/// <summary>A reason for points of an <see cref="AttackSurface"/>.</summary>
public sealed record AttackSurfacePart
{
    /// <summary>What it is: <c>shell</c>, <c>package manager</c>, <c>compiler</c>, <c>network tool</c>, <c>privilege tool</c>, <c>remote access</c>, <c>debugger</c>, <c>setuid</c>, <c>setgid</c>, <c>file capability</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The points of all its files together.</summary>
    public int Points { get; init; }

    /// <summary>The files that count, in ascending order.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
