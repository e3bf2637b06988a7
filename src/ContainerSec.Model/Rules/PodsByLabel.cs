namespace ContainerSec.Rules;

/// <summary>The pods of a deployment by their labels, so that a service need not be held against each of a thousand pods.</summary>
internal sealed class PodsByLabel
{
    private readonly Dictionary<Label, List<Pod>> _byLabel = [];
    private readonly List<Pod> _unsure = [];

    public PodsByLabel(IReadOnlyList<Pod> pods)
    {
        foreach (var pod in pods)
        {
            if (pod.Labels.HasUnknown)
            {
                _unsure.Add(pod);
                continue;
            }

            foreach (var label in pod.Labels)
            {
                if (!_byLabel.TryGetValue(label.Value, out var same))
                    _byLabel.Add(label.Value, same = []);
                same.Add(pod);
            }
        }
    }

    /// <summary>The pods that carry a label, and those that may carry it.</summary>
    public IEnumerable<Pod> With(Label label) => _byLabel.TryGetValue(label, out var pods) ? pods.Concat(_unsure) : _unsure;
}
