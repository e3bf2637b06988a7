using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Which way each run takes where the code decides by something that is not known.</summary>
/// <remarks>A place that is come by for the n-th time, over all runs, takes its n-th way: after a few runs every way was taken.</remarks>
internal sealed class Decisions
{
    private readonly Dictionary<SyntaxNode, (int Visits, int Ways)> _places = [];

    /// <summary>Whether a way is left that no run took.</summary>
    public bool HasOpen
    {
        get
        {
            foreach (var place in _places.Values)
            {
                if (place.Visits < place.Ways)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether the code has decided anything.</summary>
    public bool Any => _places.Count > 0;

    /// <summary>Takes one of some ways, 0-based.</summary>
    public int Choose(SyntaxNode place, int ways)
    {
        _places.TryGetValue(place, out var visited);
        _places[place] = (visited.Visits + 1, ways);
        return visited.Visits % ways;
    }
}
