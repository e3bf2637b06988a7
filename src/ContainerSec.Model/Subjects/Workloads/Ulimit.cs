namespace ContainerSec;

/// <summary>A per-process limit, setrlimit(2).</summary>
/// <param name="Name">The limit's name without the prefix RLIMIT_, in lower case: <c>nofile</c>.</param>
/// <param name="Soft">The limit in force; -1 is unlimited.</param>
/// <param name="Hard">The highest value that the soft limit may be raised to; -1 is unlimited.</param>
public readonly record struct Ulimit(string Name, long Soft, long Hard);
