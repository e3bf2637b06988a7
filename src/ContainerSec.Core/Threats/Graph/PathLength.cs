namespace ContainerSec.Threats.Graph;

/// <summary>How long a path is: its cost in millionths, and of equal costs the steps decide.</summary>
internal readonly record struct PathLength(long Cost, int Steps) : IComparable<PathLength>
{
    public static PathLength Unreachable => new(long.MaxValue, int.MaxValue);

    public PathLength Then(long cost) => new(Cost + cost, Steps + 1);

    public int CompareTo(PathLength other) => Cost != other.Cost ? Cost.CompareTo(other.Cost) : Steps.CompareTo(other.Steps);

    public static PathLength operator +(PathLength a, PathLength b) => new(a.Cost + b.Cost, a.Steps + b.Steps);

    public static bool operator <(PathLength a, PathLength b) => a.CompareTo(b) < 0;

    public static bool operator >(PathLength a, PathLength b) => a.CompareTo(b) > 0;

    public static bool operator <=(PathLength a, PathLength b) => a.CompareTo(b) <= 0;

    public static bool operator >=(PathLength a, PathLength b) => a.CompareTo(b) >= 0;
}
