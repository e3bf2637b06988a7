namespace ContainerSec;

/// <summary>A place in a text, as editors count.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column in UTF-16 units.</param>
public readonly record struct TextPosition(int Line, int Column);
