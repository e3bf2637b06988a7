namespace ContainerSec.Threats;

/// <summary>Workloads of one segment reach, or may reach, workloads of another, on some port at least.</summary>
/// <remarks>An edge from a segment to itself is about two different members that share no network namespace.</remarks>
public sealed class SegmentEdge
{
    private readonly NetworkReach _reach;

    internal SegmentEdge(NetworkReach reach, NetworkSegment from, NetworkSegment to, Truth truth) => (_reach, From, To, Truth) = (reach, from, to, truth);

    /// <summary>Who connects.</summary>
    public NetworkSegment From { get; }

    /// <summary>Who is connected to.</summary>
    public NetworkSegment To { get; }

    /// <summary>Whether it is known; never <see cref="Truth.No"/>.</summary>
    public Truth Truth { get; }

    /// <summary>The same with its reasons, which are put together each time they are asked for.</summary>
    public Ruling Ruling => _reach.Explain(this);

    /// <summary>The ports that are open to the connection, possibly or certainly; empty when every port is.</summary>
    public IReadOnlyList<PortSpan> Ports => _reach.PortsOf(this);

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To}: {Truth}";
}
