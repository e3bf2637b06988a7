namespace ContainerSec.Threats;

/// <summary>A deployment as techniques see it: its containers as footholds, and what the engines for access and for reach know.</summary>
internal sealed partial class Scene
{
    private readonly Dictionary<Workload, Foothold> _byWorkload = new(ReferenceEqualityComparer.Instance);
    private bool? _readsRegistryCredentials;
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
        Access = RbacAuthorizer.From(deployment);
        AccountsWithTokens = FindAccounts();
        Escalations =
        [
            .. AccountsWithTokens.Select(static a => a.Account).Concat(Access.Identities.Where(static i => i.Kind == ClusterIdentityKind.ServiceAccount)).Distinct()
                .Select(i => (i, Access.EscalationsOf(i))),
        ];
        Namespaces = [.. deployment.Pods.Select(NamespaceOf).Distinct(StringComparer.Ordinal)];
        Rules = new RuleFacts(deployment, "CSEC1201", "CSEC1206", "CSEC1207", "CSEC1208", "CSEC1209");
    }

    public Deployment Deployment { get; }

    /// <summary>Who may do what in the cluster.</summary>
    public RbacAuthorizer Access { get; }

    /// <summary>Service accounts whose token lies in a pod, each with a pod that has it.</summary>
    public IReadOnlyList<(ClusterIdentity Account, Provenance? Place)> AccountsWithTokens { get; }

    /// <summary>What service accounts get beyond what they were meant to have.</summary>
    public IReadOnlyList<(ClusterIdentity Identity, IReadOnlyList<Escalation> Escalations)> Escalations { get; }

    /// <summary>The namespaces of the pods.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>Whether there is a cluster.</summary>
    public bool HasCluster => Deployment.Pods.Count > 0;

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

    /// <summary>Whether some container reads the credentials of a registry.</summary>
    public bool ReadsRegistryCredentials => _readsRegistryCredentials ??= Footholds.Any(static f => f.HostPaths.Any(static p => RegistryCredentials.AreIn(p.Path)));

    /// <summary>Whether signatures of images are not verified.</summary>
    public Condition SignaturesNotVerified => Options.VerifiesSignatures switch
    {
        Truth.Yes => Condition.No(new Evidence("signatures are verified")),
        Truth.No => Condition.Yes(new Evidence("signatures are not verified")),
        _ => Condition.Maybe(new Evidence("whether signatures are verified before an image runs")),
    };

    /// <summary>Whether a container listens for connections, as far as anything says so.</summary>
    public Condition Listens(Foothold at)
    {
        var network = at.Workload.Network;
        if (WellKnownServices.Of(at.Workload.Image.Reference) is { } service)
            return Condition.Yes(new Evidence($"runs {service.Product}", at.Workload.Image.Reference.Origin));
        if (network.ExposedPorts.FirstOrDefault(static p => p.IsKnown) is { IsKnown: true } exposed)
            return Condition.Yes(new Evidence("listens on a port", exposed.Origin));
        if (network.Ports.FirstOrDefault(static p => p.IsKnown) is { IsKnown: true } published)
            return Condition.Yes(new Evidence("listens on a port", published.Origin));
        return Condition.Maybe(new Evidence("whether it listens on a port", at.Workload.Origin));
    }

    /// <summary>Whether a container answers everybody who reaches it.</summary>
    public Condition AnswersEverybody(Foothold at)
    {
        Control Authenticate(Provenance? place) => at.Change(Controls.Authenticate, place);
        var told = Rules.Of(at.Workload, Authenticate, "CSEC1208");
        return WellKnownServices.Of(at.Workload.Image.Reference) is { Kind: ServiceKind.OpenAdministration } service
            ? told | Condition.Yes(new Evidence($"runs {service.Product}, which asks nobody who is there unless it is told to", at.Workload.Image.Reference.Origin), Authenticate(at.Workload.Image.Reference.Origin))
            : told;
    }

    /// <summary>Vulnerable software that a report about its image names, and that lets an attacker in.</summary>
    public Condition Vulnerable(Foothold at)
    {
        var found = Condition.No(new Evidence("no report names vulnerable software in its image"));
        if (Options.Vulnerabilities.Count == 0 || at.Workload.Image.Reference.Value is not { } image)
            return found;
        foreach (var software in Options.Vulnerabilities)
        {
            if (software.Image != image.Text || software.RunsCode == Truth.No)
                continue;
            var evidence = new Evidence($"its image has {software.Package}: {software.Advisory}{(software.IsExploited ? ", which is exploited" : "")}", software.Origin ?? at.Workload.Image.Reference.Origin);
            var patch = at.Change(Controls.Patch, at.Workload.Image.Reference.Origin, detail: software.Advisory);
            found |= software.RunsCode == Truth.Yes ? Condition.Yes(evidence, patch) : Condition.Maybe(evidence with { Text = $"whether {software.Advisory} in {software.Package} lets an attacker run code" }, patch);
        }

        return found;
    }

    /// <summary>An identity as a node of the graph.</summary>
    public static Privilege IdentityOf(ClusterIdentity identity) =>
        new(PrivilegeKind.Identity, identity.Namespace is null ? identity.Name : $"{identity.Namespace}/{identity.Name}");

    /// <summary>The namespace of a pod; the default one when none is written.</summary>
    public static string NamespaceOf(Pod pod) => pod.Namespace.Value ?? "default";

    /// <summary>What an escalation gives, as nodes of the graph; none for what is no step towards an asset.</summary>
    public IEnumerable<Privilege> PrivilegesOf(EscalationTarget target)
    {
        var place = target.Namespace ?? Privilege.EveryNamespace;
        switch (target.Kind)
        {
            case EscalationTargetKind.Cluster: return [Privilege.ClusterAdmin];
            case EscalationTargetKind.Namespace: return [new Privilege(PrivilegeKind.NamespaceAdmin, place)];
            case EscalationTargetKind.Node: return [new Privilege(PrivilegeKind.HostRoot, "node")];
            case EscalationTargetKind.Pods when target.Name is null: return [new Privilege(PrivilegeKind.Pods, place)];
            case EscalationTargetKind.Pods: return Footholds.Where(f => f.Workload.Pod is { } pod && target.Includes(pod) != Truth.No).Select(static f => f.Code);
            case EscalationTargetKind.ServiceAccounts when target.Name is null: return [new Privilege(PrivilegeKind.Accounts, place)];
            case EscalationTargetKind.ServiceAccounts: return [new Privilege(PrivilegeKind.Identity, $"{place}/{target.Name}")];
            case EscalationTargetKind.Secrets when target.Name is null: return [new Privilege(PrivilegeKind.ClusterSecrets, place)];
            case EscalationTargetKind.Secrets: return Footholds.Where(f => f.Workload.Pod is { } pod && target.Includes(pod) != Truth.No && f.MountsSecret(target.Name)).Select(static f => f.Secrets);
            default: return [];
        }
    }

    /// <summary>Has admission refuse what is privileged in a namespace.</summary>
    public Control EnforcePodSecurity(string name) =>
        new(Controls.PodSecurity, $"namespace {name}", Place: Deployment.Objects.FirstOrDefault(o => o.Kind == "Namespace" && o.Name == name)?.Origin);

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

    private (ClusterIdentity, Provenance?)[] FindAccounts()
    {
        var accounts = new Dictionary<ClusterIdentity, Provenance?>();
        foreach (var pod in Deployment.Pods)
        {
            if (Access.IdentityOf(pod) is { Account: { } account, HoldsToken.IsNo: false })
                accounts.TryAdd(account, pod.Origin);
        }

        return [.. accounts.Select(static a => (a.Key, a.Value))];
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
