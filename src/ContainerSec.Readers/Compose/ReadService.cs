using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>A service that was read while its file was: what is left of its node.</summary>
internal sealed class ReadService : YamlNode
{
    public ReadService(YamlNode node, Workload workload, Deployment inline)
        : base(node.Source, node.Start, node.Tag)
    {
        (End, Weight) = (node.End, node.Weight);
        (Workload, Inline) = (workload, inline);
    }

    public Workload Workload { get; }

    /// <summary>What the Dockerfile in its build section says.</summary>
    public Deployment Inline { get; }
}
