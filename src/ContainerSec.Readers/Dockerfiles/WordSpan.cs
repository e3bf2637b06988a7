namespace ContainerSec.Readers.Dockerfiles;

/// <summary>A word of an instruction.</summary>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="End">Where it ends in the line.</param>
internal readonly record struct WordSpan(int Start, int End);
