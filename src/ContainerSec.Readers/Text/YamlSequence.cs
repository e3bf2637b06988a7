namespace ContainerSec.Readers.Text;

/// <summary>A list.</summary>
internal sealed class YamlSequence(SourceText source, int start, string? tag = null) : YamlNode(source, start, tag)
{
    public List<YamlNode> Items { get; } = [];
}
