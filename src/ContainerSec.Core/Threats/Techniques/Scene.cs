namespace ContainerSec.Threats;

/// <summary>A deployment as techniques see it: its containers as footholds, and what the engines for access and for reach know.</summary>
internal sealed class Scene
{
    private readonly Dictionary<Workload, Foothold> _byWorkload = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<Foothold>> _byName = new(StringComparer.Ordinal);

    public Scene(Deployment deployment, ThreatModelOptions options, CancellationToken cancellationToken)
    {
        Deployment = deployment;
        Options = options;
        var names = NamesOf(deployment.Workloads);
        var isolation = options.Isolation ?? IsolationOptions.Of(deployment);
        var footholds = new Foothold[deployment.Workloads.Count];
        for (var i = 0; i < footholds.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var workload = deployment.Workloads[i];
            footholds[i] = new Foothold(workload, names[i], IsolationReport.Of(workload, isolation));
            _byWorkload.TryAdd(workload, footholds[i]);
            if (!_byName.TryGetValue(workload.Name, out var list))
                _byName.Add(workload.Name, list = []);
            list.Add(footholds[i]);
        }

        Footholds = footholds;
        Pods = [.. footholds.Where(static f => f.Workload.Pod is not null).GroupBy(static f => f.Workload.Pod!, ReferenceEqualityComparer.Instance).Select(static g => (IReadOnlyList<Foothold>)[.. g])];
        Hosts = [.. footholds.Select(static f => f.Host).Distinct()];
        Builds = [.. deployment.Builds.Concat(deployment.Workloads.Select(static w => w.Image.Build).OfType<ImageBuild>()).Distinct<ImageBuild>(ReferenceEqualityComparer.Instance)];
        Rules = new RuleFacts(deployment, "CSEC1201", "CSEC1206", "CSEC1207", "CSEC1208", "CSEC1209");
    }

    public Deployment Deployment { get; }

    public ThreatModelOptions Options { get; }

    /// <summary>The containers, in the order of the deployment.</summary>
    public IReadOnlyList<Foothold> Footholds { get; }

    /// <summary>The containers of each pod.</summary>
    public IReadOnlyList<IReadOnlyList<Foothold>> Pods { get; }

    /// <summary>The machines.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>How images are built.</summary>
    public IReadOnlyList<ImageBuild> Builds { get; }

    /// <summary>What rules found.</summary>
    public RuleFacts Rules { get; }

    /// <summary>Whether signatures of images are not verified.</summary>
    public Condition SignaturesNotVerified => Options.VerifiesSignatures switch
    {
        Truth.Yes => Condition.No(new Evidence("signatures are verified")),
        Truth.No => Condition.Yes(new Evidence("signatures are not verified")),
        _ => Condition.Maybe(new Evidence("whether signatures are verified before an image runs")),
    };

    /// <summary>Whether the metadata service of a cloud gives a container credentials.</summary>
    public Condition ReachesMetadata(Foothold at) => Options.CloudMetadata switch
    {
        Truth.No => Condition.No(new Evidence("the host runs in no cloud")),
        Truth.Yes => Condition.Yes(new Evidence("the metadata service answers"), at.Change(Controls.BlockMetadata, null)),
        _ => Condition.Maybe(new Evidence("whether the host runs in a cloud whose metadata service answers containers"), at.Change(Controls.BlockMetadata, null)),
    };

    /// <summary>The container as a foothold.</summary>
    public Foothold Of(Workload workload) => _byWorkload[workload];

    /// <summary>The container that another one names, as Docker and Compose do; of several, the one of the same file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="from">Who names it.</param>
    public Foothold? Named(string name, Foothold from)
    {
        if (!_byName.TryGetValue(name, out var list))
            return null;
        var file = from.Workload.Origin?.Text?.Source.Path;
        return list.FirstOrDefault(f => f != from && f.Workload.Origin?.Text?.Source.Path == file) ?? list.FirstOrDefault(f => f != from);
    }

    /// <summary>The volume of a mount by a name that no other volume has.</summary>
    public string VolumeOf(Foothold at, Mount mount)
    {
        var source = mount.Source.Value!;
        var scope = mount.Kind switch
        {
            MountKind.Bind => at.Host,
            // An emptyDir is the pod's own.
            MountKind.EmptyDir => at.Workload.Pod is { } pod ? $"{pod.Namespace.Value ?? "default"}/{pod.Name}" : at.Name,
            _ => at.Workload.Pod is { } claimed ? claimed.Namespace.Value ?? "default" : at.Host,
        };
        return $"{scope}:{source}";
    }

    // "api" of a service, "shop/api" of a pod's only container, "shop/api/proxy" of one of several; the file where two are called alike.
    private static string[] NamesOf(IReadOnlyList<Workload> workloads)
    {
        var names = new string[workloads.Count];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var workload = workloads[i];
            var name = workload.Pod is not { } pod ? workload.Name
                : pod.Containers.Count < 2 && pod.Name == workload.Name ? $"{pod.Namespace.Value ?? "default"}/{pod.Name}"
                : $"{pod.Namespace.Value ?? "default"}/{pod.Name}/{workload.Name}";
            if (name.Length == 0)
                name = workload.Kind.Length > 0 ? workload.Kind : "container";
            if (seen.ContainsKey(name) && workload.Origin?.Text is { } text)
                name = $"{name} ({text.Source.Path})";
            var count = seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = count == 1 ? name : $"{name} #{count}";
        }

        return names;
    }
}
