namespace ContainerSec;

/// <summary>A kernel parameter, sysctl(8).</summary>
/// <param name="Name">Its name with dots.</param>
/// <param name="Value">Its value as written.</param>
public readonly record struct Sysctl(string Name, string Value);
