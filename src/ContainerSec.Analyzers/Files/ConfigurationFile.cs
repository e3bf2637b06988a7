using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers;

/// <summary>A file beside the code, as the compiler and as the readers know it.</summary>
internal sealed class ConfigurationFile(AdditionalText file, Microsoft.CodeAnalysis.Text.SourceText text)
{
    /// <summary>The path with forward slashes, as readers write paths.</summary>
    public static string Name(string path) => path.Replace('\\', '/');

    public AdditionalText File => file;

    public SourceText Text { get; } = new(Name(file.Path), text.ToString());

    public Location At(TextProvenance place)
    {
        var span = TextSpan.FromBounds(place.StartOffset, place.EndOffset);
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }
}
