using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads a pod and its containers.</summary>
internal static class PodReader
{
    private const string SeccompAnnotation = "seccomp.security.alpha.kubernetes.io/pod";

    public static void Read(PodTemplate template, List<Pod> pods, List<Workload> workloads)
    {
        var pod = ReadPod(template);
        var volumes = VolumeReader.Read(template);
        var containers = new List<Workload>();
        foreach (var (list, role) in new[] { ("initContainers", ContainerRole.Init), ("containers", ContainerRole.Main), ("ephemeralContainers", ContainerRole.Ephemeral) })
        {
            if (template.Spec.Node(list) is { } node && HasPlaceholder(node))
                template.Spec.Report(node, $"Some of '{list}' are put in later; they were not judged.", ProblemSeverity.Note);
            foreach (var container in template.Spec.Objects(list))
                containers.Add(ContainerReader.Read(container, role, pod, template.Spec, volumes));
        }

        pod = pod with { Volumes = volumes.Facts, Containers = containers.ConvertAll(static c => c.Name) };
        pods.Add(pod);
        workloads.AddRange(containers.ConvertAll(c => c with { Pod = pod }));
    }

    private static bool HasPlaceholder(YamlNode list) =>
        ApiFields.IsPlaceholder(list) || (list is YamlSequence sequence && sequence.Items.Exists(ApiFields.IsPlaceholder));

    private static Pod ReadPod(PodTemplate template)
    {
        var (owner, spec) = (template.Owner, template.Spec);
        var context = spec.Object("securityContext");
        SecurityContextReader.ReportMisplaced(context, isPod: true);
        var annotations = template.Metadata.Labels("annotations");
        var system = spec.Object("os").Choice("name", "linux", "windows").Select(static os => os.ToLowerInvariant());
        return new Pod
        {
            Name = owner.Name,
            Kind = owner.Kind,
            Origin = owner.Origin,
            Context = owner.Context,
            Surface = owner.Surface,
            IsPartial = spec.IsOpen || owner.Fields.IsOpen,
            ApiVersion = owner.ApiVersion,
            Namespace = owner.Namespace,
            Labels = template.Metadata.Labels("labels"),
            Annotations = annotations,
            SecurityContext = context.IsHidden ? Fact.Unknown<string>(context.Origin)
                : context.Exists ? Fact.Known("securityContext", spec.KeyOrigin("securityContext"))
                : default,
            Privileges = SecurityContextReader.Privileges(context, isLinux: system.Is("linux")) with
            {
                SupplementaryGroups = Principals(context.Integers("supplementalGroups")),
                FileSystemGroup = context.Integer("fsGroup", 0, int.MaxValue).Select(static id => new Principal(id)),
            },
            Isolation = new Isolation
            {
                Network = Namespace(spec.Bool("hostNetwork")),
                Pid = Namespace(spec.Bool("hostPID")),
                Ipc = Namespace(spec.Bool("hostIPC")),
                User = Namespace(spec.Bool("hostUsers")),
                ShareProcessNamespace = spec.Bool("shareProcessNamespace"),
                Runtime = spec.Text("runtimeClassName"),
                HostProcess = SecurityContextReader.HostProcess(context),
                OperatingSystem = system,
            },
            Confinement = SecurityContextReader.Confinement(context) with
            {
                SeccompAnnotation = SecurityContextReader.Annotation(annotations, SeccompAnnotation),
                Sysctls = context.List("sysctls", static s => Sysctl(s)),
            },
            Identity = new Identity
            {
                ServiceAccount = spec.Text("serviceAccountName").Or(spec.Text("serviceAccount")),
                DeprecatedServiceAccount = spec.Text("serviceAccount"),
                AutomountToken = spec.Bool("automountServiceAccountToken"),
            },
        };
    }

    private static Fact<NamespaceMode> Namespace(Fact<bool> isHost) =>
        isHost.Select(static host => host ? NamespaceMode.Host : NamespaceMode.Private);

    private static FactList<Principal> Principals(FactList<long> ids) =>
        ids.IsUnset ? FactList<Principal>.Unset
        : ids.State == FactState.Unknown ? FactList<Principal>.Unknown(ids.Origin)
        : new FactList<Principal>([.. ids.Select(static id => id.Select(static n => new Principal(n)))], ids.Origin);

    private static Fact<Sysctl> Sysctl(ApiFields sysctl)
    {
        var (name, value) = (sysctl.Text("name"), sysctl.Text("value"));
        return name.IsKnown ? Fact.Known(new Sysctl(name.Value, value.Value ?? ""), name.Origin) : Fact.Unknown<Sysctl>(name.Origin ?? sysctl.Origin);
    }
}
