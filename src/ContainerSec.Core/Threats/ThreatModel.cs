using ContainerSec.Threats.Graph;

namespace ContainerSec.Threats;

/// <summary>What an attacker reaches in a deployment, by which steps, and which changes stop it.</summary>
/// <remarks>Pure: it reads no file and no clock. Equal deployments give equal models.</remarks>
public sealed partial class ThreatModel
{
    private static readonly PrivilegeKind[] AssetKinds =
    [
        PrivilegeKind.HostRoot, PrivilegeKind.ClusterAdmin, PrivilegeKind.CloudCredentials, PrivilegeKind.HostFiles, PrivilegeKind.BuildHost, PrivilegeKind.Registry,
        PrivilegeKind.Secrets, PrivilegeKind.Availability,
    ];

    private readonly Scene _scene;
    private readonly AttackGraph _graph;

    private ThreatModel(Scene scene, AttackGraph graph) => (_scene, _graph) = (scene, graph);

    /// <summary>What is modelled.</summary>
    public Deployment Deployment => _scene.Deployment;

    /// <summary>What no file says.</summary>
    public ThreatModelOptions Options => _scene.Options;

    /// <summary>The nodes: everything that some step gives or needs.</summary>
    public IReadOnlyList<Privilege> Privileges => _graph.Privileges;

    /// <summary>The edges.</summary>
    public IReadOnlyList<AttackStep> Steps => _graph.Steps;

    /// <summary>The changes that cut at least one step.</summary>
    public IReadOnlyList<Control> Controls => _graph.Controls;

    /// <summary>Where attackers begin: the internet and the supply chain.</summary>
    public IReadOnlyList<Privilege> Sources { get; } = [Privilege.Internet, Privilege.SupplyChain];

    /// <summary>Everything that is worth something to an attacker and that some step gives, the worst first.</summary>
    public IReadOnlyList<Privilege> Assets => field ??=
    [
        .. Steps.Select(static s => s.To).Distinct().Where(static p => IsAsset(p.Kind))
            .OrderBy(static p => Array.IndexOf(AssetKinds, p.Kind)).ThenBy(static p => p.Of, StringComparer.Ordinal),
    ];

    /// <summary>Assets beyond a single service: hosts, the cluster, the cloud, registries, the machine that builds.</summary>
    public IReadOnlyList<Privilege> CommonAssets => field ??= [.. Assets.Where(static p => p.Kind is not (PrivilegeKind.Secrets or PrivilegeKind.Availability))];

    /// <summary>Code in each container, in the order of the deployment: where to begin when one of them is taken for broken.</summary>
    public IReadOnlyList<Privilege> Footholds => field ??= [.. _scene.Footholds.Select(static f => f.Code)];

    /// <summary>How each container is isolated, in the order of the deployment.</summary>
    public IReadOnlyList<IsolationReport> Isolation => field ??= [.. _scene.Footholds.Select(static f => f.Isolation)];

    /// <summary>Builds the model.</summary>
    /// <param name="deployment">What is deployed.</param>
    /// <param name="options">What no file says; null for the defaults.</param>
    /// <param name="cancellationToken">Asked between techniques.</param>
    public static ThreatModel Build(Deployment deployment, ThreatModelOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        options ??= ThreatModelOptions.Default;
        var scene = new Scene(deployment, options, cancellationToken);
        List<AttackStep> steps = [.. FindInFootholds(scene, cancellationToken)];
        foreach (var technique in TechniqueList.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (technique is FootholdTechnique)
                continue;
            var found = new StepList(options);
            technique.Find(scene, found);
            steps.AddRange(found.Steps);
        }

        return new ThreatModel(scene, new AttackGraph(steps, options));
    }

    /// <summary>The name under which a container stands in the model: <c>api</c>, <c>shop/api</c>.</summary>
    /// <param name="workload">A container of the deployment, the very object.</param>
    /// <exception cref="KeyNotFoundException">It is none of the deployment's.</exception>
    public string NameOf(Workload workload) => _scene.Of(workload).Name;

    /// <summary>The container of a name in the model.</summary>
    /// <param name="name">The name: <see cref="Privilege.Of"/> of its code.</param>
    /// <returns>Null when there is none.</returns>
    public Workload? Find(string name) => _scene.Footholds.FirstOrDefault(f => f.Name == name)?.Workload;

    /// <summary>The cheapest path to an asset.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="provenOnly">Whether every step has to be proven.</param>
    /// <param name="sources">Where attackers begin; null for <see cref="Sources"/>.</param>
    /// <returns>Null when there is none.</returns>
    public AttackPath? CheapestPath(Privilege asset, bool provenOnly = false, IReadOnlyList<Privilege>? sources = null)
    {
        var node = _graph.Find(asset);
        return node >= 0 && Cheapest(provenOnly, sources, default).To(node) is { Edges.Count: > 0 } path ? _graph.PathOf(path) : null;
    }

    /// <summary>The cheapest path to each of some assets that can be reached, in the order of the assets.</summary>
    /// <param name="assets">The assets; null for all.</param>
    /// <param name="provenOnly">Whether every step has to be proven.</param>
    /// <param name="sources">Where attackers begin; null for <see cref="Sources"/>.</param>
    /// <param name="cancellationToken">Asked while searching.</param>
    public IReadOnlyList<AttackPath> CheapestPaths(IReadOnlyList<Privilege>? assets = null, bool provenOnly = false, IReadOnlyList<Privilege>? sources = null, CancellationToken cancellationToken = default)
    {
        var cheapest = Cheapest(provenOnly, sources, cancellationToken);
        return [.. _graph.Find(assets ?? Assets).Select(cheapest.To).Where(static p => p is { Edges.Count: > 0 }).Select(p => _graph.PathOf(p!))];
    }

    /// <summary>The cheapest paths to one asset, cheapest first; none visits a privilege twice.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="provenOnly">Whether every step has to be proven.</param>
    /// <param name="sources">Where attackers begin; null for <see cref="Sources"/>.</param>
    /// <param name="cancellationToken">Asked while searching.</param>
    public IReadOnlyList<AttackPath> Paths(Privilege asset, int count, bool provenOnly = false, IReadOnlyList<Privilege>? sources = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var node = _graph.Find(asset);
        if (node < 0)
            return [];
        var search = new KCheapestPaths(View(provenOnly), _graph.Find(sources ?? Sources), cancellationToken);
        return [.. search.To(node, count, cancellationToken: cancellationToken).Paths.Where(static p => p.Edges.Count > 0).Select(_graph.PathOf)];
    }

    /// <summary>What becomes of the assets when changes are made.</summary>
    /// <param name="controls">The changes.</param>
    /// <param name="provenOnly">Whether only proven steps are looked at.</param>
    /// <param name="sources">Where attackers begin; null for <see cref="Sources"/>.</param>
    public WhatIf With(IReadOnlyList<Control> controls, bool provenOnly = false, IReadOnlyList<Privilege>? sources = null)
    {
        ArgumentNullException.ThrowIfNull(controls);
        var numbers = controls.Select(_graph.Find).Where(static n => n >= 0).ToArray();
        var before = CheapestPaths(null, provenOnly, sources);
        var after = Graph.CheapestPaths.From(View(provenOnly).Without(numbers), _graph.Find(sources ?? Sources));
        var vanished = before.Where(p => !after.Reaches(_graph.Find(p.Asset))).ToArray();
        var remaining = before.Except(vanished).Select(p => _graph.PathOf(after.To(_graph.Find(p.Asset))!)).ToArray();
        return new WhatIf(controls, vanished, remaining, numbers.SelectMany(n => _graph.Graph.EdgesOf(n).ToArray()).Distinct().Count());
    }

    /// <summary>Steps that one container makes impossible, with what stops them.</summary>
    /// <param name="name">The container's name in the model.</param>
    public IReadOnlyList<BlockedStep> Blocked(string name)
    {
        if (_scene.Footholds.FirstOrDefault(f => f.Name == name) is not { } at)
            return [];
        var steps = new StepList(Options, keepsBlocked: true);
        foreach (var technique in TechniqueList.All.OfType<FootholdTechnique>())
            technique.FindAt(at, steps);
        return steps.Blocked;
    }

    // What depends on one container alone is found for parts of the deployment at once; the parts keep their order.
    private static IEnumerable<AttackStep> FindInFootholds(Scene scene, CancellationToken cancellationToken)
    {
        const int PartSize = 256;
        var parts = new StepList[(scene.Footholds.Count + PartSize - 1) / PartSize];
        FootholdTechnique[] techniques = [.. TechniqueList.All.OfType<FootholdTechnique>()];
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            parts[part] = new StepList(scene.Options);
            foreach (var at in scene.Footholds.Skip(part * PartSize).Take(PartSize))
            {
                foreach (var technique in techniques)
                    technique.FindAt(at, parts[part]);
            }
        });
        return parts.SelectMany(static p => p.Steps);
    }

    private static bool IsAsset(PrivilegeKind kind) => AssetKinds.Contains(kind);

    private GraphView View(bool provenOnly) => provenOnly ? _graph.Graph.All.CertainOnly() : _graph.Graph.All;

    private CheapestPaths Cheapest(bool provenOnly, IReadOnlyList<Privilege>? sources, CancellationToken cancellationToken) =>
        Graph.CheapestPaths.From(View(provenOnly), _graph.Find(sources ?? Sources), cancellationToken);
}
