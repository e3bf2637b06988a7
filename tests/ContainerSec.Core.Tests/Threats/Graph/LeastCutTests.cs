using System.Numerics;
using ContainerSec.Threats.Graph;
using CsCheck;

namespace ContainerSec.Tests.Threats.Graph;

[TestClass]
public class LeastCutTests
{
    private static readonly Gen<double> s_cost = Gen.Frequency((6, Gen.Int[0, 4].Select(static c => c / 2.0)), (1, Gen.Const(double.PositiveInfinity)));

    private static readonly Gen<(SmallGraph Graph, double[] Costs)> s_anyWithCosts =
        from graph in SmallGraph.Any
        from costs in s_cost.Array[graph.ControlCount]
        select (graph, costs);

    [TestMethod]
    public void Find_RandomGraphs_CostsAsMuchAsTheCheapestOfAllSubsets() => s_anyWithCosts.Sample(
        static (small, costs) =>
        {
            var view = small.Build().All;
            var cut = LeastCut.Find(view, small.Sources, small.Targets, costs);

            var usable = Enumerable.Range(0, small.ControlCount).Where(control => costs[control] < double.PositiveInfinity).ToArray();
            var lost = Fallen(view.Without(usable), small);
            CollectionAssert.AreEqual(lost.Order().ToArray(), cut.Uncuttable.Select(path => path.Edges.Count == 0 ? path.Start : view.Graph.To(path.Edges[^1])).ToArray());
            Assert.IsTrue(cut.Uncuttable.All(path => SmallGraph.AllPaths(view.Without(usable), small.Sources, path.Nodes(view.Graph).Last()).Exists(other => other.CompareTo(path) == 0)));

            var least = Subsets(usable).Where(subset => Fallen(view.Without(subset), small).SetEquals(lost)).Min(subset => subset.Sum(control => costs[control]));
            Assert.IsTrue(Fallen(view.Without(cut.Controls), small).SetEquals(lost), "the cut leaves a way");
            Assert.AreEqual(least, cut.Cost);
            Assert.AreEqual(cut.Controls.Sum(control => costs[control]), cut.Cost);
            Assert.IsTrue(cut.IsOptimal);
            CheckWitnesses(view, small, costs, cut);
        },
        iter: 20_000);

    [TestMethod]
    public void Find_WithoutBudget_GivesACutAndABoundBelowTheLeast() => s_anyWithCosts.Sample(
        static (small, costs) =>
        {
            var view = small.Build().All;
            var least = LeastCut.Find(view, small.Sources, small.Targets, costs);
            var found = LeastCut.Find(view, small.Sources, small.Targets, costs, new LeastCutOptions { MaxSearch = 0, MaxRounds = 1 });

            Assert.IsTrue(Fallen(view.Without(found.Controls), small).SetEquals(Fallen(view.Without(least.Controls), small)), "the cut leaves a way");
            Assert.IsGreaterThanOrEqualTo(least.Cost, found.Cost);
            Assert.IsLessThanOrEqualTo(least.Cost, found.LowerBound);
            CheckWitnesses(view, small, costs, found);
        },
        iter: 3_000);

    [TestMethod]
    public void HittingSet_RandomSets_CostsAsMuchAsTheCheapestOfAllSubsets() => Gen.Select(
        Gen.Int[0, 11].Array[1, 4].Array[0, 30],
        Gen.Int[0, 9].Array[12]).Sample(
        static (members, prices) =>
        {
            ControlSet[] sets = [.. members.Select(ControlSet.Of)];
            var costs = Array.ConvertAll(prices, static price => price * 1_000_000L);
            var budget = long.MaxValue;
            var found = HittingSet.Find(sets, costs, ref budget);

            bool HitsAll(IEnumerable<int> subset) => sets.All(set => subset.Any(set.Contains));
            Assert.IsTrue(HitsAll(found.Chosen));
            Assert.AreEqual(Subsets([.. Enumerable.Range(0, 12)]).Where(HitsAll).Min(subset => subset.Sum(control => costs[control])), found.Cost);
            Assert.IsTrue(found.IsOptimal);

            budget = 10;
            var hasty = HittingSet.Find(sets, costs, ref budget);
            Assert.IsTrue(HitsAll(hasty.Chosen));
            Assert.IsLessThanOrEqualTo(found.Cost, hasty.Lower);
        },
        iter: 2_000);

    // Lines of the Fano plane: 7 controls, 7 sets of 3, any two of them meet. Three controls are needed, while each set can be paid only a third of a control: 7/3.
    [TestMethod]
    public void HittingSet_WhoseBoundIsTooLow_IsProvenByTheSearch()
    {
        ControlSet[] lines = [.. Enumerable.Range(0, 7).Select(static i => ControlSet.Of([i, (i + 1) % 7, (i + 3) % 7]))];
        long[] costs = [.. Enumerable.Repeat(1_000_000L, 7)];
        var budget = 1000L;

        var found = HittingSet.Find(lines, costs, ref budget);

        Assert.AreEqual((3_000_000L, 3_000_000L), (found.Cost, found.Lower));
    }

    [TestMethod]
    public void Find_LadderWithManyPaths_LearnsOnlyAFew()
    {
        // 2^30 paths; in each rung both edges must be cut, and the last rung is the cheapest.
        var edges = Enumerable.Range(0, 30).SelectMany(static i => new[] { new GraphEdge(i, i + 1, 0, true, 2 * i), new GraphEdge(i, i + 1, 0, true, (2 * i) + 1) });
        var graph = new DirectedGraph(31, 60, [.. edges]);

        var cut = LeastCut.Find(graph.All, [0], [30], [.. Enumerable.Range(0, 60).Select(static control => 100.0 - control)]);

        Assert.AreEqual((83.0, true), (cut.Cost, cut.IsOptimal));
        CollectionAssert.AreEqual(new[] { 58, 59 }, cut.Controls.ToArray());
    }

    // Where each edge has a control of its own, all of one cost, the least cut is the narrowest place: two algorithms that share nothing must agree.
    [TestMethod]
    public void Find_OneControlForEachEdge_CutsAsManyAsThereAreDisjointRoutes() =>
        Gen.Select(Gen.Int[0, 29], Gen.Int[0, 29]).Array[30, 150].Sample(
        static steps =>
        {
            var graph = new DirectedGraph(30, steps.Length, [.. steps.Select(static (step, i) => new GraphEdge(step.Item1, step.Item2, 0, true, i))]);

            var cut = LeastCut.Find(graph.All, [0, 1], [28, 29], [.. steps.Select(static _ => 1.0)]);

            Assert.AreEqual((DisjointRoutes.Between(graph.All, [0, 1], [28, 29]).Count, true), ((int)cut.Cost, cut.IsOptimal));
        },
        iter: 500);

    [TestMethod]
    public void Find_NothingToProtect_NeedsNothing()
    {
        var graph = new DirectedGraph(2, 1, [new(0, 1, 0, true, 0)]);

        Assert.IsEmpty(LeastCut.Find(graph.All, [], [1], [1.0]).Controls);
        Assert.IsEmpty(LeastCut.Find(graph.All, [0], [], [1.0]).Controls);
        Assert.IsEmpty(LeastCut.Find(graph.All, [1], [0], [1.0]).Controls);
        Assert.HasCount(1, LeastCut.Find(graph.All, [0], [0], [1.0]).Uncuttable);
    }

    [TestMethod]
    public void Find_Cancelled_Throws()
    {
        var graph = new DirectedGraph(2, 1, [new(0, 1, 0, true, 0)]);

        Assert.ThrowsExactly<OperationCanceledException>(() => LeastCut.Find(graph.All, [0], [1], [1.0], cancellationToken: new CancellationToken(canceled: true)));
    }

    // No control bears more than it costs, each path is one, and the sum is below the least cost.
    private static void CheckWitnesses(GraphView view, SmallGraph small, double[] costs, LeastCut cut)
    {
        var burden = new double[small.ControlCount];
        var sum = 0.0;
        foreach (var (path, amount) in cut.FindWitnesses())
        {
            sum += amount;
            Assert.IsTrue(small.Targets.Any(target => SmallGraph.AllPaths(view, small.Sources, target).Exists(other => other.CompareTo(path) == 0)));
            foreach (var control in path.Edges.SelectMany(edge => small.Edges[edge].Controls).Distinct())
                burden[control] += amount;
        }

        Assert.IsTrue(burden.Zip(costs).All(static pair => pair.First <= pair.Second + 1e-9), "a control bears more than it costs");
        Assert.IsLessThanOrEqualTo(cut.Cost + 1e-9, sum);
    }

    private static HashSet<int> Fallen(GraphView view, SmallGraph small) => [.. Reachability.From(view, small.Sources).Intersect(small.Targets)];

    private static IEnumerable<int[]> Subsets(int[] items) =>
        Enumerable.Range(0, 1 << items.Length).OrderBy(static bits => BitOperations.PopCount((uint)bits)).Select(bits => items.Where((_, i) => (bits & (1 << i)) != 0).ToArray());
}
