using ContainerSec.Readers;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Where a diagnostic stands in a file beside the code.</summary>
internal sealed class TextPlace
{
    private readonly Lazy<Outline> _outline;
    private readonly Lazy<DockerfileOutline?> _dockerfile;

    public TextPlace(string path, Microsoft.CodeAnalysis.Text.SourceText text, TextSpan span, IReadOnlyList<TextSpan> related)
        : this(ConfigurationReader.Recognise(ConfigurationFile.Name(path), text.ToString()), text, span, related, new Lazy<Outline>(() => new Outline(text)), new Lazy<DockerfileOutline?>(() => DockerfileOutline.Of(text)))
    {
    }

    private TextPlace(Surface? surface, Microsoft.CodeAnalysis.Text.SourceText text, TextSpan span, IReadOnlyList<TextSpan> related, Lazy<Outline> outline, Lazy<DockerfileOutline?> dockerfile) =>
        (Surface, Text, Span, Related, _outline, _dockerfile) = (surface, text, span, related, outline, dockerfile);

    /// <summary>What kind of file it is.</summary>
    public Surface? Surface { get; }

    public Microsoft.CodeAnalysis.Text.SourceText Text { get; }

    public TextSpan Span { get; }

    /// <summary>Further places in the same file that took part.</summary>
    public IReadOnlyList<TextSpan> Related { get; }

    /// <summary>The keys and items of a YAML file.</summary>
    public Outline Outline => _outline.Value;

    /// <summary>The stages and instructions of a Dockerfile; null when the file is none.</summary>
    public DockerfileOutline? Dockerfile => Surface == ContainerSec.Surface.Dockerfile ? _dockerfile.Value : null;

    /// <summary>Whether the file is YAML of containers.</summary>
    public bool IsYaml => Surface is ContainerSec.Surface.Compose or ContainerSec.Surface.Kubernetes or ContainerSec.Surface.KubeConfig;

    /// <summary>The line that it begins on.</summary>
    public TextLine Line => Text.Lines.GetLineFromPosition(Span.Start);

    /// <summary>The same for another place of this file.</summary>
    public TextPlace At(TextSpan span) => new(Surface, Text, span, [], _outline, _dockerfile);

    /// <summary>The key or item that it stands in, and those around it, from the inside out.</summary>
    public IEnumerable<OutlineEntry> Entries()
    {
        for (var entry = Outline.At(Span); entry is not null; entry = Outline.ParentOf(entry))
            yield return entry;
    }
}
