namespace ContainerSec.Threats;

/// <summary>The pods that a selector chooses, those that it may choose among them.</summary>
internal sealed class PodSet
{
    private readonly Dictionary<int, Truth> _bySegment = [];

    /// <summary>Every pod of the cluster.</summary>
    public static PodSet Everyone { get; } = new([]);

    public PodSet(IReadOnlyList<(NetworkStack Pod, Truth Truth)> members) => Members = members;

    /// <summary>Its pods; none is listed of <see cref="Everyone"/>.</summary>
    public IReadOnlyList<(NetworkStack Pod, Truth Truth)> Members { get; }

    public bool IsEveryone => ReferenceEquals(this, Everyone);

    /// <summary>The segments that its pods make up, once there are any.</summary>
    public IReadOnlyCollection<int> Segments => _bySegment.Keys;

    public Truth Holds(NetworkStack pod) => IsEveryone ? Truth.Yes : _bySegment.GetValueOrDefault(pod.Segment, Truth.No);

    /// <summary>Remembers the members by segment: all pods of a segment are alike.</summary>
    public void SetSegments()
    {
        foreach (var (pod, truth) in Members)
            _bySegment[pod.Segment] = truth;
    }
}
