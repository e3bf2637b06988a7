using System.Globalization;
using BenchmarkDotNet.Attributes;
using ContainerSec.Threats;

namespace ContainerSec.Benchmarks;

/// <summary>
/// The threat model of a cluster: of ten workloads one is privileged, one mounts the engine's socket, three run as another user than root without
/// capabilities; a service account a namespace, one in twenty of them is cluster-admin. The floor visits every fact list of every workload once.
/// </summary>
[MemoryDiagnoser]
public class ThreatModelBenchmarks
{
    private Deployment _deployment = null!;
    private ThreatModel _model = null!;

    [Params(100, 1_000, 10_000)]
    public int Workloads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _deployment = Cluster(Workloads);
        _model = ThreatModel.Build(_deployment);
        var plan = _model.LeastControls();
        Console.WriteLine($"// {Workloads} workloads: {_model.Privileges.Count} privileges, {_model.Steps.Count} steps, {_model.Controls.Count} controls; least set of {plan.Controls.Count}{(plan.IsOptimal ? ", proven" : $", at least {plan.LowerBound}")}");
    }

    [Benchmark(Baseline = true, Description = "floor: visit every fact list")]
    public int Floor()
    {
        var count = 0;
        foreach (var workload in _deployment.Workloads)
        {
            count += workload.Storage.Mounts.Count + workload.Configuration.Environment.Count + workload.Network.ExposedPorts.Count
                + workload.Privileges.CapabilitiesAdded.Count + workload.Privileges.CapabilitiesDropped.Count;
        }

        return count;
    }

    [Benchmark(Description = "build")]
    public ThreatModel Build() => ThreatModel.Build(_deployment);

    [Benchmark(Description = "cheapest path to every asset")]
    public int Paths() => _model.CheapestPaths().Count;

    [Benchmark(Description = "blast radius of one container")]
    public BlastRadius Radius() => _model.BlastRadiusOf(_model.Footholds[0]);

    [Benchmark(Description = "least set of controls")]
    public ControlPlan Plan() => _model.LeastControls();

    [Benchmark(Description = "least set of controls, possible paths too")]
    public ControlPlan FullPlan() => _model.LeastControls(new PlanOptions { IncludesPossible = true });

    private static Deployment Cluster(int count)
    {
        var cluster = ReachBenchmarks.Cluster(count);
        var pods = new Dictionary<Pod, Pod>(ReferenceEqualityComparer.Instance);
        foreach (var pod in cluster.Pods)
            pods.Add(pod, pod with { Identity = new Identity { ServiceAccount = Fact.Known("app") }, Containers = [pod.Name] });
        List<KubernetesObject> objects = [.. cluster.Objects];
        for (var space = 0; space < (count + 49) / 50; space++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"team{space}");
            objects.Add(new ServiceAccount { Kind = "ServiceAccount", Name = "app", Namespace = Fact.Known(name) });
            objects.Add(new RbacBinding
            {
                Kind = "ClusterRoleBinding",
                Name = name,
                RoleKind = Fact.Known("ClusterRole"),
                RoleName = Fact.Known(space % 20 == 0 ? "cluster-admin" : "view"),
                Subjects = new FactList<RbacSubject>([Fact.Known(new RbacSubject("ServiceAccount", "app", name))]),
            });
        }

        return cluster with
        {
            Pods = [.. cluster.Pods.Select(p => pods[p])],
            Workloads = [.. cluster.Workloads.Select((w, i) => Vary(w with { Pod = pods[w.Pod!] }, i))],
            Objects = objects,
        };
    }

    private static Workload Vary(Workload workload, int index)
    {
        workload = workload with
        {
            Image = new WorkloadImage { Reference = Fact.Known(ImageReference.Parse(index % 5 == 0 ? "postgres:17" : "contoso/app:1.4")) },
            Configuration = new Configuration
            {
                Environment = new FactList<EnvironmentVariable>([Fact.Known(new EnvironmentVariable { Name = "DB_PASSWORD", Source = ValueSource.Secret })]),
            },
        };
        return (index % 10) switch
        {
            0 => workload with { Privileges = new Privileges { Privileged = Fact.Known(true), User = Fact.Known(new Principal(0)) } },
            1 => workload with
            {
                Privileges = new Privileges { User = Fact.Known(new Principal(0)) },
                Storage = new Storage { Mounts = new FactList<Mount>([Fact.Known(new Mount { Kind = MountKind.Bind, Source = Fact.Known("/var/run/docker.sock"), Target = Fact.Known("/socket") })]) },
            },
            2 or 3 or 4 => workload with
            {
                Privileges = new Privileges
                {
                    User = Fact.Known(new Principal(1654)),
                    NoNewPrivileges = Fact.Known(true),
                    CapabilitiesDropped = new FactList<string>([Fact.Known("ALL")]),
                },
            },
            _ => workload,
        };
    }
}
