using System.Globalization;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads a container of a pod, with what the pod says merged in.</summary>
internal static class ContainerReader
{
    private const string SeccompAnnotationPrefix = "container.seccomp.security.alpha.kubernetes.io/";
    private const string AppArmorAnnotationPrefix = "container.apparmor.security.beta.kubernetes.io/";

    private const long MaxPort = 65535;

    private static readonly string[] ProbeNames = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] HandlerNames = ["postStart", "preStop"];
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    public static Workload Read(ApiFields container, ContainerRole role, Pod pod, ApiFields podSpec, VolumeReader volumes)
    {
        var name = container.Text("name");
        var restart = container.Text("restartPolicy");
        if (role == ContainerRole.Init && restart.Is("Always"))
            role = ContainerRole.Sidecar;
        var context = container.Object("securityContext");
        SecurityContextReader.ReportMisplaced(context, isPod: false);
        var privileges = OwnPrivileges(context, isLinux: pod.Isolation.OperatingSystem.Is("linux"));
        var confinement = OwnConfinement(context, pod.Annotations, name.Value ?? "");
        var (command, arguments) = (container.RawTexts("command"), container.RawTexts("args"));
        var isolation = new Isolation { HostProcess = SecurityContextReader.HostProcess(context) };
        return new Workload
        {
            Name = name.Value ?? "",
            Kind = KindOf(role),
            Origin = name.Origin ?? container.Head,
            Context = pod.Context,
            Surface = pod.Surface,
            IsPartial = container.IsOpen,
            Engine = pod.Engine,
            Role = role,
            Pod = pod,
            OwnPrivileges = privileges,
            OwnConfinement = confinement,
            OwnIsolation = isolation,
            Privileges = SecurityContextReader.Merge(privileges, pod.Privileges),
            Confinement = SecurityContextReader.Merge(confinement, pod.Confinement, context),
            Isolation = pod.Isolation with { HostProcess = isolation.HostProcess.Or(pod.Isolation.HostProcess) },
            Identity = pod.Identity,
            Image = new WorkloadImage
            {
                Reference = container.Text("image").Select(ImageReference.Parse),
                PullPolicy = container.Choice("imagePullPolicy", "Always", "IfNotPresent", "Never").Select(static policy => policy.ToLowerInvariant()),
            },
            Resources = ReadResources(container, podSpec),
            Storage = new Storage { Mounts = container.List("volumeMounts", volumes.Mount).Concat(container.List("volumeDevices", volumes.Device)) },
            Network = ReadNetwork(container, podSpec),
            Configuration = new Configuration
            {
                Environment = EnvironmentReader.Read(container),
                Entrypoint = command,
                Command = arguments,
                Script = ShellReader.ReadArguments(command.Concat(arguments)),
                WorkingDirectory = container.Text("workingDir"),
            },
            Lifecycle = new Lifecycle
            {
                Restart = restart.Or(podSpec.Choice("restartPolicy", "Always", "OnFailure", "Never")).Select(static policy => RestartPolicyOf(policy)),
                Probes = ReadProbes(container),
            },
        };
    }

    private static string KindOf(ContainerRole role) => role switch
    {
        ContainerRole.Init => "init container",
        ContainerRole.Sidecar => "sidecar container",
        ContainerRole.Ephemeral => "ephemeral container",
        _ => "container",
    };

    private static Privileges OwnPrivileges(ApiFields context, bool isLinux)
    {
        var capabilities = context.Object("capabilities");
        return SecurityContextReader.Privileges(context, isLinux) with
        {
            Privileged = context.Bool("privileged"),
            CapabilitiesAdded = capabilities.Texts("add"),
            CapabilitiesDropped = capabilities.Texts("drop"),
            NoNewPrivileges = context.Bool("allowPrivilegeEscalation").Select(static allowed => !allowed),
        };
    }

    private static Confinement OwnConfinement(ApiFields context, FactList<Label> annotations, string name)
    {
        var confinement = SecurityContextReader.Confinement(context);
        // An annotation without value says nothing.
        var appArmor = SecurityContextReader.Annotation(annotations, AppArmorAnnotationPrefix + name);
        return confinement with
        {
            AppArmor = confinement.AppArmor.Or(appArmor.Is(static a => a.Text.Length == 0) ? default : appArmor),
            SeccompAnnotation = SecurityContextReader.Annotation(annotations, SeccompAnnotationPrefix + name),
            ProcMount = context.Choice("procMount", "Default", "Unmasked"),
            ReadOnlyRootFileSystem = context.Bool("readOnlyRootFilesystem"),
        };
    }

    // What the pod as a whole may use limits a container that sets nothing.
    private static Resources ReadResources(ApiFields container, ApiFields podSpec)
    {
        var (own, pod) = (container.Object("resources"), podSpec.Object("resources"));
        var (limits, podLimits) = (own.Object("limits"), pod.Object("limits"));
        var (requests, podRequests) = (own.Object("requests"), pod.Object("requests"));
        return new Resources
        {
            MemoryLimit = limits.Units("memory").Or(podLimits.Units("memory")),
            CpuLimit = limits.Amount("cpu").Or(podLimits.Amount("cpu")),
            EphemeralStorageLimit = limits.Units("ephemeral-storage"),
            MemoryRequest = requests.Units("memory").Or(podRequests.Units("memory")),
            CpuRequest = requests.Amount("cpu").Or(podRequests.Amount("cpu")),
            EphemeralStorageRequest = requests.Units("ephemeral-storage"),
        };
    }

    private static WorkloadNetwork ReadNetwork(ApiFields container, ApiFields podSpec) => new()
    {
        Ports = HostPorts(container.List("ports", static port => HostPort(port))),
        ExposedPorts = container.List("ports", static port => ExposedPort(port)),
        ExtraHosts = HostAliases(podSpec),
    };

    // A list of ports of which the host answers on none publishes nothing.
    private static FactList<PublishedPort> HostPorts(FactList<PublishedPort> ports) =>
        ports is { Count: 0, MayHaveMore: false } ? FactList<PublishedPort>.Unset : ports;

    private static Fact<PublishedPort> HostPort(ApiFields port)
    {
        var number = port.Integer("hostPort", 0, MaxPort);
        if (number.IsUnset || number.Is(0))
            return default;
        var published = new PublishedPort
        {
            HostPort = number.Select(static n => n.ToString(CultureInfo.InvariantCulture)),
            HostAddress = port.Text("hostIP"),
            ContainerPort = port.Integer("containerPort", 1, MaxPort).Select(static n => n.ToString(CultureInfo.InvariantCulture)),
            Protocol = ProtocolOf(port),
        };
        return Fact.Known(published, number.Origin);
    }

    private static Fact<ExposedPort> ExposedPort(ApiFields port) =>
        port.Integer("containerPort", 1, MaxPort).Select(n => new ExposedPort((int)n, ProtocolOf(port)) { Name = port.Text("name").Value });

    private static string ProtocolOf(ApiFields port) => port.Choice("protocol", "TCP", "UDP", "SCTP").Value?.ToLowerInvariant() ?? "tcp";

    private static FactList<string> HostAliases(ApiFields podSpec)
    {
        if (podSpec.Node("hostAliases") is not { } node)
            return FactList<string>.Unset;
        if (node is not YamlSequence)
            return FactList<string>.Unknown(node.Origin);
        var hosts = new List<Fact<string>>();
        foreach (var alias in podSpec.Objects("hostAliases"))
        {
            var address = alias.Text("ip");
            foreach (var name in alias.Texts("hostnames"))
                hosts.Add(address.IsKnown ? name.Select(n => $"{n}:{address.Value}") : Fact.Unknown<string>(name.Origin));
        }

        return new FactList<string>(hosts, node.Origin);
    }

    private static RestartPolicy RestartPolicyOf(string policy) => new(policy switch
    {
        "Always" => "always",
        "OnFailure" => "on-failure",
        "Never" => "no",
        _ => policy.ToLowerInvariant(),
    });

    private static FactList<Probe> ReadProbes(ApiFields container)
    {
        var probes = new List<Fact<Probe>>();
        foreach (var name in ProbeNames)
            AddProbe(probes, name, container);
        var lifecycle = container.Object("lifecycle");
        foreach (var name in HandlerNames)
            AddProbe(probes, name, lifecycle);
        return probes.Count == 0 ? FactList<Probe>.Unset : new FactList<Probe>(probes, probes[0].Origin);
    }

    private static void AddProbe(List<Fact<Probe>> probes, string name, ApiFields parent)
    {
        if (!parent.Has(name))
            return;
        var probe = parent.Object(name);
        if (probe.IsHidden)
        {
            probes.Add(Fact.Unknown<Probe>(probe.Origin));
            return;
        }

        var handler = Array.Find(Handlers, probe.Has) ?? "";
        var fields = handler.Length > 0 ? probe.Object(handler) : default;
        probes.Add(Fact.Known(new Probe
        {
            Name = name,
            Handler = handler,
            Host = handler is "httpGet" or "tcpSocket" ? fields.Text("host") : default,
            Command = handler == "exec" ? fields.RawTexts("command") : FactList<string>.Unset,
        }, parent.KeyOrigin(name)));
    }
}
