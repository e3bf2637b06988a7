using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>A key with its value, or an item of a list.</summary>
/// <param name="Index">Its number in the text.</param>
/// <param name="Line">The line that it begins on, from 0.</param>
/// <param name="Column">Where it begins on that line, from 0; -1 for the beginning of a document.</param>
/// <param name="Key">The key; null for an item.</param>
/// <param name="IsItem">Whether it is an item of a list.</param>
/// <param name="Value">What stands behind it on its line, without a comment.</param>
internal sealed record OutlineEntry(int Index, int Line, int Column, string? Key, bool IsItem, TextSpan Value);
