using System.Globalization;
using BenchmarkDotNet.Attributes;
using ContainerSec.Threats;

namespace ContainerSec.Benchmarks;

/// <summary>Who reaches whom in a cluster: namespaces of fifty workloads, half of them closed with a policy for each connection that is needed. The floor reads each label of each pod once.</summary>
[MemoryDiagnoser]
public class ReachBenchmarks
{
    private Deployment _deployment = null!;
    private NetworkReach _reach = null!;

    [Params(100, 1_000, 10_000)]
    public int Workloads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _deployment = Cluster(Workloads);
        _reach = NetworkReach.Of(_deployment);
        Console.WriteLine($"// {Workloads} workloads: {_reach.Segments.Count} segments, {_reach.SegmentEdges.Count} edges, {_reach.Doors.Count} doors");
    }

    [Benchmark(Baseline = true, Description = "floor: read every label")]
    public int Floor()
    {
        var labels = new HashSet<Label>();
        foreach (var pod in _deployment.Pods)
        {
            foreach (var label in pod.Labels)
                labels.Add(label.Value);
        }

        return labels.Count;
    }

    [Benchmark(Description = "build")]
    public NetworkReach Build() => NetworkReach.Of(_deployment);

    [Benchmark(Description = "ask once")]
    public Ruling Ask() => _reach.CanReach(NetworkEndpoint.Of(_deployment.Workloads[0]), NetworkEndpoint.Of(_deployment.Workloads[^1]), 8080, "tcp");

    internal static Deployment Cluster(int count)
    {
        var (workloads, pods, objects) = (new List<Workload>(), new List<Pod>(), new List<KubernetesObject>());
        for (var i = 0; i < count; i++)
        {
            var (space, index) = (Text("team", i / 50), i % 50);
            if (index == 0)
            {
                objects.Add(new KubernetesObject { Kind = "Namespace", Name = space, Labels = Labels(("team", space)) });
                if (i / 50 % 2 == 0)
                {
                    objects.Add(new NetworkPolicy { Kind = "NetworkPolicy", Name = "none", Namespace = Fact.Known(space), PodSelector = Fact.Known(new LabelSelector()), PolicyTypes = Texts("Ingress", "Egress") });
                    objects.Add(new NetworkPolicy
                    {
                        Kind = "NetworkPolicy",
                        Name = "dns",
                        Namespace = Fact.Known(space),
                        PodSelector = Fact.Known(new LabelSelector()),
                        PolicyTypes = Texts("Egress"),
                        Egress = Rules(new NetworkPolicyRule { Peers = Peers(new NetworkPolicyPeer { NamespaceSelector = Fact.Known(Selector(("kubernetes.io/metadata.name", "kube-system"))) }), Ports = Texts("53/UDP") }),
                    });
                }
            }

            var name = Text("app", i);
            var pod = new Pod { Kind = "Deployment", Name = name, Namespace = Fact.Known(space), Labels = Labels(("app", name), ("tier", index % 5 == 0 ? "front" : "back"), ("part-of", "shop")) };
            pods.Add(pod);
            workloads.Add(new Workload
            {
                Kind = "container",
                Name = name,
                Surface = Surface.Kubernetes,
                Pod = pod,
                Network = new WorkloadNetwork { ExposedPorts = new FactList<ExposedPort>([Fact.Known(new ExposedPort(8080) { Name = "http" })]) },
            });
            objects.Add(new KubernetesService
            {
                Kind = "Service",
                Name = name,
                Namespace = Fact.Known(space),
                Selector = Labels(("app", name)),
                Type = index == 0 ? Fact.Known("LoadBalancer") : default,
                Ports = new FactList<ServicePort>([Fact.Known(new ServicePort("http", 80, "http"))]),
            });
            // Each workload takes connections from its neighbour and may make one to the next.
            if (i / 50 % 2 == 0)
            {
                objects.Add(new NetworkPolicy
                {
                    Kind = "NetworkPolicy",
                    Name = name,
                    Namespace = Fact.Known(space),
                    PodSelector = Fact.Known(Selector(("app", name))),
                    PolicyTypes = Texts("Ingress", "Egress"),
                    Ingress = Rules(new NetworkPolicyRule { Peers = Peers(new NetworkPolicyPeer { PodSelector = Fact.Known(Selector(("app", Text("app", i - 1)))) }), Ports = Texts("http/TCP") }),
                    Egress = Rules(new NetworkPolicyRule { Peers = Peers(new NetworkPolicyPeer { PodSelector = Fact.Known(Selector(("app", Text("app", i + 1)))) }), Ports = Texts("http/TCP") }),
                });
            }
        }

        return new Deployment { Workloads = workloads, Pods = pods, Objects = objects };
    }

    private static string Text(string word, int number) => string.Create(CultureInfo.InvariantCulture, $"{word}-{number}");

    private static FactList<Label> Labels(params (string Name, string Value)[] labels) => new([.. labels.Select(static l => Fact.Known(new Label(l.Name, l.Value)))]);

    private static LabelSelector Selector(params (string Name, string Value)[] labels) => new() { MatchLabels = [.. labels.Select(static l => new Label(l.Name, l.Value))] };

    private static FactList<string> Texts(params string[] texts) => new([.. texts.Select(static t => Fact.Known(t))]);

    private static FactList<NetworkPolicyRule> Rules(params NetworkPolicyRule[] rules) => new([.. rules.Select(static r => Fact.Known(r))]);

    private static FactList<NetworkPolicyPeer> Peers(params NetworkPolicyPeer[] peers) => new([.. peers.Select(static p => Fact.Known(p))]);
}
