namespace ContainerSec;

/// <summary>A label or annotation.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">Its value.</param>
public readonly record struct Label(string Name, string Value);
