namespace ContainerSec;

/// <summary>A file that was read.</summary>
/// <param name="Path">Its path as reports show it.</param>
/// <param name="Surface">Its format.</param>
public sealed record CheckedFile(string Path, Surface Surface);
