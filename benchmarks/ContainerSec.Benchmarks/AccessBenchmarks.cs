using BenchmarkDotNet.Attributes;
using ContainerSec.Threats;

namespace ContainerSec.Benchmarks;

/// <summary>Who can do what in a cluster. The floor goes once over all objects; building is to take under 200 ms for 10,000 of each, an answer a few microseconds.</summary>
[MemoryDiagnoser]
public class AccessBenchmarks
{
    private Deployment _deployment = null!;
    private RbacAuthorizer _authorizer = null!;
    private ClusterIdentity _account = null!;

    /// <summary>Roles, bindings, service accounts and pods, each so many.</summary>
    [Params(100, 1000, 10000)]
    public int Objects { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _deployment = Cluster(Objects);
        _authorizer = RbacAuthorizer.From(_deployment);
        _account = _authorizer.IdentityOf(_deployment.Pods[Objects / 2]).Account!;
    }

    [Benchmark(Baseline = true, Description = "floor: once over all objects")]
    public int Floor()
    {
        var length = 0;
        foreach (var item in _deployment.Objects)
            length += item.Name.Length + (item.Namespace.Value?.Length ?? 0);
        return length;
    }

    [Benchmark(Description = "build")]
    public RbacAuthorizer Build() => RbacAuthorizer.From(_deployment);

    [Benchmark(Description = "CanAccess: yes")]
    public Ruling Yes() => _authorizer.CanAccess(_account, "get", "", "configmaps", _account.Namespace);

    [Benchmark(Description = "CanAccess: no")]
    public Ruling No() => _authorizer.CanAccess(_account, "delete", "", "nodes");

    [Benchmark(Description = "WhoCan")]
    public IReadOnlyList<Grantee> WhoCan() => _authorizer.WhoCan("get", "", "secrets", _account.Namespace);

    [Benchmark(Description = "EscalationsOf")]
    public IReadOnlyList<Escalation> Escalations() => _authorizer.EscalationsOf(_account);

    [Benchmark(Description = "EscalationsOf: every pod")]
    public int AllEscalations() => _deployment.Pods.Sum(pod => _authorizer.EscalationsOf(_authorizer.IdentityOf(pod).Account!).Count);

    private static Deployment Cluster(int count)
    {
        var objects = new List<KubernetesObject>(3 * count);
        var pods = new List<Pod>(count);
        for (var i = 0; i < count; i++)
        {
            var (home, name) = (Fact.Known($"team-{i / 10}"), $"app-{i}");
            objects.Add(new ServiceAccount { Kind = "ServiceAccount", Name = name, Namespace = home });
            objects.Add(new RbacRole
            {
                Kind = "Role",
                Name = name,
                Namespace = home,
                Rules = [Rule("", "configmaps", "get", "list", "watch"), Rule("", "secrets", "get"), Rule("apps", "deployments", i % 10 == 0 ? "patch" : "get"), Rule("coordination.k8s.io", "leases", "*")],
            });
            objects.Add(new RbacBinding
            {
                Kind = i % 100 == 0 ? "ClusterRoleBinding" : "RoleBinding",
                Name = name,
                Namespace = home,
                RoleKind = Fact.Known(i % 100 == 0 ? "ClusterRole" : "Role"),
                RoleName = Fact.Known(i % 100 == 0 ? "view" : name),
                Subjects = new FactList<RbacSubject>([Fact.Known(new RbacSubject("ServiceAccount", name, home.Value))]),
            });
            pods.Add(new Pod { Kind = "Deployment", Name = name, Namespace = home, Identity = new Identity { ServiceAccount = Fact.Known(name) } });
        }

        return new Deployment { Objects = objects, Pods = pods };
    }

    private static RbacRule Rule(string group, string resource, params string[] verbs) => new()
    {
        ApiGroups = new FactList<string>([Fact.Known(group)]),
        Resources = new FactList<string>([Fact.Known(resource)]),
        Verbs = new FactList<string>([.. verbs.Select(static verb => Fact.Known(verb))]),
    };
}
