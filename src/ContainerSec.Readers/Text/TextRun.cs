namespace ContainerSec.Readers.Text;

/// <summary>Characters that stand together in a source.</summary>
/// <param name="Start">Where they begin in the text that was made; they reach to the next run.</param>
/// <param name="Source">Where they begin in the source.</param>
/// <param name="SourceLength">How many characters they are in the source; fewer than in the text when something was put in their place.</param>
internal readonly record struct TextRun(int Start, int Source, int SourceLength);
