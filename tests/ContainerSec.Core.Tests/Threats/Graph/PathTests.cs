using ContainerSec.Threats.Graph;
using CsCheck;

namespace ContainerSec.Tests.Threats.Graph;

[TestClass]
public class PathTests
{
    private static readonly PathOptions s_apart = new() { TellsParallelEdgesApart = true };

    [TestMethod]
    public void CheapestPaths_RandomGraphs_AreTheFirstOfAllPaths() => SmallGraph.Any.Sample(
        static small =>
        {
            foreach (var view in Views(small))
            {
                var cheapest = CheapestPaths.From(view, small.Sources);
                for (var target = 0; target < small.NodeCount; target++)
                {
                    var expected = SmallGraph.AllPaths(view, small.Sources, target).FirstOrDefault();
                    AreSame(expected, cheapest.To(target));
                    Assert.AreEqual(expected is not null, cheapest.Reaches(target));
                    Assert.AreEqual(expected?.Length ?? PathLength.Unreachable, cheapest.LengthTo(target));
                }
            }
        },
        iter: 5_000);

    [TestMethod]
    public void KCheapestPaths_RandomGraphs_AreAllPathsInTheirOrder() => SmallGraph.Any.Sample(
        static small =>
        {
            foreach (var view in Views(small))
            {
                var paths = new KCheapestPaths(view, small.Sources);
                for (var target = 0; target < small.NodeCount; target++)
                {
                    var all = SmallGraph.AllPaths(view, small.Sources, target);
                    AreSame(all, paths.To(target, int.MaxValue, s_apart).Paths);
                    AreSame(all.Take(2), paths.To(target, 2, s_apart).Paths);
                    AreSame(all.DistinctBy(p => string.Join(',', p.Nodes(view.Graph))), paths.To(target, int.MaxValue).Paths);
                }
            }
        },
        iter: 5_000);

    [TestMethod]
    public void KCheapestPaths_Budget_FindsTheFirstOnesAndSaysSo() => SmallGraph.Any.Sample(
        static small =>
        {
            var view = small.Build().All;
            var paths = new KCheapestPaths(view, small.Sources);
            for (var target = 0; target < small.NodeCount; target++)
            {
                var all = SmallGraph.AllPaths(view, small.Sources, target);
                var found = paths.To(target, int.MaxValue, s_apart with { MaxWork = 8 });
                AreSame(all.Take(found.Paths.Count), found.Paths);
                if (found.IsComplete)
                    Assert.HasCount(all.Count, found.Paths);
            }
        },
        iter: 2_000);

    [TestMethod]
    public void KCheapestPaths_LadderWithManyPaths_GivesTheFirstWithoutVisitingAll()
    {
        // Each of 40 rungs doubles the number of paths.
        var edges = Enumerable.Range(0, 40).SelectMany(static i => new[] { new GraphEdge(i, i + 1, 1), new GraphEdge(i, i + 1, 1 + (1 / 64.0)) });
        var graph = new DirectedGraph(41, 0, [.. edges]);

        var found = new KCheapestPaths(graph.All, [0]).To(40, 50, s_apart);

        Assert.IsTrue(found.IsComplete);
        Assert.HasCount(50, found.Paths);
        Assert.AreEqual(40.0, found.Paths[0].Cost);
        Assert.IsTrue(found.Paths.Skip(1).Take(40).All(static p => p.Length == new PathLength(40_015_625, 40)));
        Assert.AreEqual(40.03125, found.Paths[^1].Cost);
        Assert.HasCount(1, new KCheapestPaths(graph.All, [0]).To(40, 50).Paths);
    }

    [TestMethod]
    public void CheapestPaths_EqualSumsOfTenths_AreEqual()
    {
        // 0.1 + 0.2 is not 0.3 in binary fractions: in them the second path would win, though it has more steps.
        var graph = new DirectedGraph(3, 0, [new(0, 2, 0.3), new(0, 1, 0.1), new(1, 2, 0.2)]);

        CollectionAssert.AreEqual(new[] { 0 }, CheapestPaths.From(graph.All, [0]).To(2)!.Edges.ToArray());
    }

    [TestMethod]
    public void Paths_TargetIsSource_AreTheEmptyPath()
    {
        var graph = new DirectedGraph(2, 0, [new(0, 1), new(1, 0), new(0, 0)]);

        var path = new KCheapestPaths(graph.All, [0]).To(0, 5).Paths.Single();

        Assert.AreEqual((0, 0), (path.Start, path.Edges.Count));
    }

    [TestMethod]
    public void Search_Cancelled_Throws()
    {
        var graph = new DirectedGraph(2, 0, [new(0, 1)]);

        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsExactly<OperationCanceledException>(() => CheapestPaths.From(graph.All, [0], cancelled));
        Assert.ThrowsExactly<OperationCanceledException>(() => new KCheapestPaths(graph.All, [0]).To(1, 2, cancellationToken: cancelled));
    }

    [TestMethod]
    [DataRow(2, 0, 0.0, 0)]
    [DataRow(0, -1, 0.0, 0)]
    [DataRow(0, 1, -0.5, 0)]
    [DataRow(0, 1, double.NaN, 0)]
    [DataRow(0, 1, double.PositiveInfinity, 0)]
    [DataRow(0, 1, 0.0, 1)]
    public void DirectedGraph_ImpossibleEdge_IsRefused(int from, int to, double cost, int control) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DirectedGraph(2, 1, [new GraphEdge(from, to, cost, true, control)]));

    // The whole graph, what is proven, and what is left once the first control is applied.
    private static GraphView[] Views(SmallGraph small)
    {
        var graph = small.Build();
        return [graph.All, graph.All.CertainOnly(), graph.Without(0)];
    }

    private static void AreSame(GraphPath? expected, GraphPath? actual) => AreSame(expected is null ? [] : [expected], actual is null ? [] : [actual]);

    private static void AreSame(IEnumerable<GraphPath> expected, IEnumerable<GraphPath> actual) =>
        Assert.AreEqual(string.Join('\n', expected.Select(Print)), string.Join('\n', actual.Select(Print)));

    private static string Print(GraphPath path) => $"{path.Start}: {string.Join(' ', path.Edges)} ({path.Length})";
}
