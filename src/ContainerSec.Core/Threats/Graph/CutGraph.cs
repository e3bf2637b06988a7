namespace ContainerSec.Threats.Graph;

/// <summary>
/// What is left of a graph for the question which controls separate the targets from the sources: one source, one target, and edges that stand for
/// whole stretches of paths. Every least cut of it is one of the graph.
/// </summary>
/// <remarks>
/// Nodes that cannot be kept from falling join the source, nodes from which the target cannot be kept join the target; what is not between them goes.
/// Of parallel edges those with more controls go: they are cut whenever the other is. A node with few edges is replaced by the edges of the ways
/// through it, whose controls are the union. A control goes if another that costs no more cuts at least the same edges.
/// </remarks>
internal sealed class CutGraph
{
    /// <summary>The source's number.</summary>
    public const int Source = 0;

    /// <summary>The target's number.</summary>
    public const int Target = 1;

    private const int Outside = -1;

    private readonly long[] _costs;
    private readonly int[] _standIns;
    private Dictionary<int, List<ControlSet>>[] _leaving = [];
    private HashSet<int>[] _entering = [];

    /// <param name="view">The graph.</param>
    /// <param name="fallen">The nodes that no control keeps from falling.</param>
    /// <param name="doomed">The targets and the nodes from which no control keeps the way to one; none of them among the fallen.</param>
    /// <param name="costs">The cost of each control in millionths; <see cref="long.MaxValue"/> if it cannot be applied.</param>
    public CutGraph(GraphView view, IReadOnlyList<int> fallen, IReadOnlyList<int> doomed, long[] costs)
    {
        _costs = costs;
        _standIns = [.. Enumerable.Range(0, costs.Length)];
        var nodes = Number(view, fallen, doomed);
        Clear(Math.Max(Target, nodes.Max()) + 1);
        for (var edge = 0; edge < view.Graph.EdgeCount; edge++)
        {
            var (from, to) = (nodes[view.Graph.From(edge)], nodes[view.Graph.To(edge)]);
            if (view.IsOpen(edge) && from != Outside && to != Outside)
                Add(from, to, ControlSet.Of(view.Graph.ControlsOf(edge).ToArray().Where(control => costs[control] != long.MaxValue)));
        }

        do
            Eliminate();
        while (DropDominated());
    }

    /// <summary>The ways from the source to the target.</summary>
    public CutWays Ways() => new(
        _leaving.Length,
        [.. _leaving.SelectMany(static (leaving, from) => leaving.SelectMany(pair => pair.Value.Select(set => (from, pair.Key, set))))]);

    /// <summary>The control that stands for a control: itself, or the one that dominates it.</summary>
    public int StandIn(int control)
    {
        while (_standIns[control] != control)
            control = _standIns[control];
        return control;
    }

    private static int[] Number(GraphView view, IReadOnlyList<int> fallen, IReadOnlyList<int> doomed)
    {
        var isAfter = new bool[view.Graph.NodeCount];
        foreach (var node in Reachability.From(view, fallen))
            isAfter[node] = true;
        var numbers = new int[view.Graph.NodeCount];
        Array.Fill(numbers, Outside);
        var next = Target + 1;
        foreach (var node in Reachability.To(view, doomed).Where(node => isAfter[node]))
            numbers[node] = next++;
        foreach (var node in doomed)
            numbers[node] = Target;
        foreach (var node in fallen)
            numbers[node] = Source;
        return numbers;
    }

    private void Clear(int nodeCount)
    {
        _leaving = [.. Enumerable.Range(0, nodeCount).Select(static _ => new Dictionary<int, List<ControlSet>>())];
        _entering = [.. Enumerable.Range(0, nodeCount).Select(static _ => new HashSet<int>())];
    }

    private void Add(int from, int to, ControlSet set)
    {
        if (from == to || to == Source || from == Target)
            return;
        if (!_leaving[from].TryGetValue(to, out var parallel))
        {
            _leaving[from].Add(to, parallel = []);
            _entering[to].Add(from);
        }

        if (parallel.Exists(other => other.IsSubsetOf(set)))
            return;
        parallel.RemoveAll(set.IsSubsetOf);
        parallel.Add(set);
    }

    // Replaces nodes by the ways through them as long as this does not make the graph larger.
    private void Eliminate()
    {
        var pending = new Queue<int>(Enumerable.Range(Target + 1, _leaving.Length - Target - 1));
        while (pending.TryDequeue(out var node))
        {
            if (node <= Target)
                continue;
            var into = _entering[node].SelectMany(from => _leaving[from][node].Select(set => (From: from, Set: set))).ToList();
            var outOf = _leaving[node].SelectMany(static pair => pair.Value.Select(set => (To: pair.Key, Set: set))).ToList();
            var isGone = into.Count == 0 && outOf.Count == 0;
            if (isGone || (long)into.Count * outOf.Count > into.Count + outOf.Count)
                continue;
            foreach (var from in _entering[node])
            {
                _leaving[from].Remove(node);
                pending.Enqueue(from);
            }

            foreach (var to in _leaving[node].Keys)
            {
                _entering[to].Remove(node);
                pending.Enqueue(to);
            }

            _entering[node].Clear();
            _leaving[node].Clear();
            foreach (var (from, first) in into)
            {
                foreach (var (to, second) in outOf)
                    Add(from, to, first.Union(second));
            }
        }
    }

    private bool DropDominated()
    {
        var edges = _leaving.SelectMany(static (leaving, from) => leaving.SelectMany(pair => pair.Value.Select(set => (From: from, To: pair.Key, Set: set)))).ToList();
        if (HittingSetReduction.Dominators([.. edges.Select(static edge => edge.Set)], _costs) is not { } dominators)
            return false;
        var isDropped = Array.ConvertAll(dominators, static dominator => dominator != HittingSetReduction.None);
        for (var control = 0; control < dominators.Length; control++)
        {
            if (isDropped[control])
                _standIns[control] = dominators[control];
        }

        Clear(_leaving.Length);
        foreach (var (from, to, set) in edges)
            Add(from, to, set.Without(isDropped));
        return true;
    }
}
