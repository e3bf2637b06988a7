using ContainerSec.Threats.Graph;
using CsCheck;

namespace ContainerSec.Tests.Threats.Graph;

/// <summary>Blast radius, choke points, disjoint routes and layers, against the list of all paths.</summary>
[TestClass]
public class SeparationTests
{
    [TestMethod]
    public void Reachability_RandomGraphs_IsWhereAPathLeads() => SmallGraph.Any.Sample(
        static small =>
        {
            var view = small.Build().Without(0);
            var nodes = Enumerable.Range(0, small.NodeCount).ToArray();

            var fallen = Reachability.From(view, small.Sources);
            CollectionAssert.AreEquivalent(nodes.Where(node => SmallGraph.AllPaths(view, small.Sources, node).Count > 0).ToArray(), fallen);
            var cheapest = CheapestPaths.From(view, small.Sources, static _ => 1);
            CollectionAssert.AreEqual(fallen.Select(node => cheapest.LengthTo(node).Steps).Order().ToArray(), fallen.Select(node => cheapest.LengthTo(node).Steps).ToArray());

            var reaching = nodes.Where(node => small.Targets.Any(target => SmallGraph.AllPaths(view, [node], target).Count > 0)).ToArray();
            CollectionAssert.AreEquivalent(reaching, Reachability.To(view, small.Targets));
        },
        iter: 3_000);

    [TestMethod]
    public void ChokePoints_RandomGraphs_AreWhatNoPathAvoids() => SmallGraph.Any.Sample(
        static small =>
        {
            var view = small.Build().All;
            var found = ChokePoints.Between(view, small.Sources, small.Targets);

            var paths = AllPaths(view, small);
            bool OnAll(Func<GraphPath, bool> isOn) => paths.Count > 0 && paths.All(isOn);
            var ends = small.Sources.Concat(small.Targets).ToHashSet();
            var nodes = Enumerable.Range(0, small.NodeCount).Where(node => !ends.Contains(node) && OnAll(path => path.Nodes(view.Graph).Contains(node)));
            CollectionAssert.AreEquivalent(nodes.ToArray(), found.Nodes.ToArray());
            var edges = Enumerable.Range(0, small.Edges.Length).Where(edge => OnAll(path => path.Edges.Contains(edge)));
            CollectionAssert.AreEquivalent(edges.ToArray(), found.Edges.ToArray());
            var controls = Enumerable.Range(0, small.ControlCount).Where(control => OnAll(path => path.Edges.Any(edge => small.Edges[edge].Controls.Contains(control))));
            CollectionAssert.AreEqual(controls.ToArray(), found.Controls.ToArray());

            // In the order in which every path meets them.
            if (paths.FirstOrDefault() is { } first)
            {
                CollectionAssert.AreEqual(first.Edges.Where(found.Edges.Contains).ToArray(), found.Edges.ToArray());
                CollectionAssert.AreEqual(first.Nodes(view.Graph).Where(found.Nodes.Contains).ToArray(), found.Nodes.ToArray());
            }
        },
        iter: 10_000);

    [TestMethod]
    public void DisjointRoutes_RandomGraphs_AreAsManyAsTheNarrowestCut() => SmallGraph.Any.Sample(
        static small =>
        {
            var view = small.Build().All;
            var found = DisjointRoutes.Between(view, small.Sources, small.Targets);

            Assert.AreEqual(small.Sources.Intersect(small.Targets).Any(), found.IsSource);
            if (found.IsSource)
                return;
            Assert.HasCount(found.Count, found.NarrowestEdges);
            Assert.IsFalse(Reachability.From(view.WithoutEdges(found.NarrowestEdges), small.Sources).Intersect(small.Targets).Any(), "the cut leaves a way");
            Assert.AreEqual(MostDisjoint(AllPaths(view, small)), found.Count);
        },
        iter: 3_000);

    [TestMethod]
    public void DefenceLayers_RandomGraphs_AreDisjointAndAsManyAsOnTheWeakestPath() => SmallGraph.Any.Sample(
        static small =>
        {
            var view = small.Build().All.CertainOnly();
            var found = DefenceLayers.Between(view, small.Sources, small.Targets);

            var paths = AllPaths(view, small);
            Assert.AreEqual(paths.Count > 0, found.WeakestPath is not null);
            if (found.WeakestPath is null)
                return;
            int Barriers(GraphPath path) => path.Edges.Count(edge => view.Graph.Cost(edge) > 0);
            Assert.AreEqual(paths.Min(Barriers), found.Layers.Count);
            Assert.AreEqual(found.Layers.Count, Barriers(found.WeakestPath));
            Assert.IsTrue(paths.Contains(found.WeakestPath, s_samePath));
            CollectionAssert.AllItemsAreUnique(found.Layers.SelectMany(static layer => layer).ToArray());
            Assert.IsTrue(found.Layers.All(layer => paths.All(path => path.Edges.Any(layer.Contains)) && layer.All(edge => view.Graph.Cost(edge) > 0 && view.IsOpen(edge))));
        },
        iter: 3_000);

    private static readonly EqualityComparer<GraphPath> s_samePath = EqualityComparer<GraphPath>.Create(static (a, b) => a!.CompareTo(b) == 0, static _ => 0);

    // Every path from a source to a target that passes through no other source or target.
    private static List<GraphPath> AllPaths(GraphView view, SmallGraph small) =>
        [.. small.Targets.Distinct()
            .SelectMany(target => SmallGraph.AllPaths(view, small.Sources, target))
            .Where(path => path.Nodes(view.Graph).Count(small.Targets.Contains) == 1)
            .Order()];

    private static int MostDisjoint(IReadOnlyList<GraphPath> paths)
    {
        return Most(0, []);

        int Most(int next, HashSet<int> used)
        {
            if (next == paths.Count)
                return 0;
            var without = Most(next + 1, used);
            return used.Overlaps(paths[next].Edges) ? without : Math.Max(without, 1 + Most(next + 1, [.. used, .. paths[next].Edges]));
        }
    }
}
