using ContainerSec.Threats.Graph;

namespace ContainerSec.Threats;

/// <summary>The steps as a graph of numbers, for the algorithms: privileges are nodes, steps are edges by their place, controls are numbered as they come.</summary>
internal sealed class AttackGraph
{
    private readonly Dictionary<Privilege, int> _nodes = [];
    private readonly Dictionary<Control, int> _controls = [];

    public AttackGraph(IReadOnlyList<AttackStep> steps, ThreatModelOptions options)
    {
        Steps = steps;
        var edges = new GraphEdge[steps.Count];
        var costs = new List<double>();
        var controls = new List<Control>();
        for (var i = 0; i < edges.Length; i++)
        {
            var step = steps[i];
            var cuts = new List<int>(step.Controls.Count);
            foreach (var control in step.Controls)
            {
                var cost = options.CostOf(control);
                if (cost < 0)
                    continue;
                if (!_controls.TryGetValue(control, out var number))
                {
                    _controls.Add(control, number = controls.Count);
                    controls.Add(control);
                    costs.Add(cost);
                }

                cuts.Add(number);
            }

            edges[i] = new GraphEdge(NodeOf(step.From), NodeOf(step.To), step.Cost, step.Truth == Truth.Yes, cuts);
        }

        Privileges = [.. _nodes.Keys];
        Controls = controls;
        ControlCosts = costs;
        Graph = new DirectedGraph(Privileges.Count, controls.Count, edges);
    }

    public IReadOnlyList<AttackStep> Steps { get; }

    public IReadOnlyList<Privilege> Privileges { get; }

    public IReadOnlyList<Control> Controls { get; }

    public IReadOnlyList<double> ControlCosts { get; }

    public DirectedGraph Graph { get; }

    /// <summary>The number of a privilege; -1 when no step knows it.</summary>
    public int Find(Privilege privilege) => _nodes.GetValueOrDefault(privilege, -1);

    /// <summary>The numbers of privileges; those that no step knows are left out.</summary>
    public IEnumerable<int> Find(IEnumerable<Privilege> privileges) => privileges.Select(Find).Where(static n => n >= 0);

    /// <summary>The number of a control; -1 when it cuts nothing.</summary>
    public int Find(Control control) => _controls.GetValueOrDefault(control, -1);

    /// <summary>A path in words.</summary>
    public AttackPath PathOf(GraphPath path) => new([.. path.Edges.Select(e => Steps[e])]);

    private int NodeOf(Privilege privilege)
    {
        if (!_nodes.TryGetValue(privilege, out var number))
            _nodes.Add(privilege, number = _nodes.Count);
        return number;
    }
}
