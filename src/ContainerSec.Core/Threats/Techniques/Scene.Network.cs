namespace ContainerSec.Threats;

/// <summary>What techniques ask about networks.</summary>
internal sealed partial class Scene
{
    /// <summary>Who reaches whom.</summary>
    public NetworkReach Reach => field ??= NetworkReach.Of(Deployment, Options.Network);

    /// <summary>Whether the metadata service of a cloud gives a container credentials.</summary>
    public Condition ReachesMetadata(Foothold at)
    {
        var control = at.Change(Controls.BlockMetadata, null);
        var reach = Condition.From(Reach.CanReachMetadata(at.Workload), control);
        return Options.CloudMetadata switch
        {
            Truth.No => Condition.No(new Evidence("the host runs in no cloud")),
            Truth.Yes => reach,
            _ => reach && Condition.Maybe(new Evidence("whether the host runs in a cloud whose metadata service answers containers"), control),
        };
    }

    /// <summary>A part of the network as a node of the graph.</summary>
    public static Privilege ConnectionInto(NetworkSegment segment) => new(PrivilegeKind.Network, segment.Name);

    /// <summary>A place in a part of the network as a node of the graph.</summary>
    public static Privilege PositionIn(NetworkSegment segment) => new(PrivilegeKind.Position, segment.Name);
}
