using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerInspect;

/// <summary>A container as <c>docker container inspect</c> shows it.</summary>
/// <remarks>
/// Engine API, "Inspect a container". The engine writes every field: false, 0, an empty text and null are what is in force, so they
/// are known, unless the engine's own configuration decides what they mean (user namespace, no_new_privs).
/// "Create a container" has the same fields, those of Config at the top: there what is absent was left to the engine and the image.
/// </remarks>
internal static class InspectedContainer
{
    public static Workload Read(YamlMapping container, ReadOptions options)
    {
        var host = (YamlMapping)container["HostConfig"]!;
        var config = container["Config"] as YamlMapping ?? new YamlMapping(container.Source, container.Start);
        var platform = container["Platform"].KnownText() ?? container["OS"].KnownText();
        var workload = Read(host, config, InspectedConfig.User(config, platform));
        return workload with
        {
            Name = (container["Name"].KnownText() ?? "").TrimStart('/'),
            Origin = (container["Name"] ?? container["Id"] ?? host).Origin,
            Context = options.Context,
            Surface = Surface.DockerInspect,
            Engine = IsPodman(container) ? EngineProfile.Podman : EngineProfile.Docker,
            Isolation = workload.Isolation with { OperatingSystem = platform is null ? default : Fact.Known(platform.ToLowerInvariant(), (container["Platform"] ?? container["OS"])!.Origin) },
            Image = new WorkloadImage { Reference = NotEmpty(container["ImageName"]).Or(NotEmpty(config["Image"])).Select(ToImage) },
            Confinement = workload.Confinement with
            {
                // What the engine chose, after the options and its own configuration.
                AppArmor = workload.Confinement.AppArmor.Or(NotEmpty(container["AppArmorProfile"]).Select(SecurityOptions.AppArmorProfile)),
            },
            Storage = workload.Storage with { Mounts = InspectedMounts.Read(container, host) },
            Network = workload.Network with { Networks = Networks((container["NetworkSettings"] as YamlMapping)?["Networks"]) },
        };
    }

    /// <summary>A container that a client asks for.</summary>
    public static Workload ReadRequest(YamlMapping request)
    {
        // An object that is not known may say anything.
        var host = request["HostConfig"] as YamlMapping ?? new YamlMapping(request.Source, request.Start) { Rest = request["HostConfig"] as YamlScalar };
        var workload = Read(host, request, InspectedConfig.RequestedUser(request));
        return workload with
        {
            Name = request["Name"].KnownText() ?? "",
            Origin = request.Origin,
            Isolation = workload.Isolation with { OperatingSystem = NotEmpty(request["Platform"]).Select(static text => text.Split('/')[0].ToLowerInvariant()) },
            Image = new WorkloadImage { Reference = NotEmpty(request["Image"]).Select(ToImage) },
            Storage = workload.Storage with { Mounts = InspectedMounts.ReadRequest(host) },
            Network = workload.Network with { Networks = Networks((request["NetworkingConfig"] as YamlMapping)?["EndpointsConfig"]) },
        };
    }

    // What both have alike.
    private static Workload Read(YamlMapping host, YamlMapping config, (Fact<Principal> User, Fact<Principal> Group) user)
    {
        var security = SecurityOptionsOf(host);
        return new Workload
        {
            Kind = "container",
            Privileges = security.Apply(ToPrivileges(host, user)),
            Resources = ToResources(host),
            Isolation = ToIsolation(host),
            Confinement = security.Apply(ToConfinement(host)),
            Storage = new Storage
            {
                Devices = host["Devices"].List(Device),
                DeviceCgroupRules = host["DeviceCgroupRules"].TextList(),
                VolumesFrom = host["VolumesFrom"].TextList(),
            },
            Network = new WorkloadNetwork
            {
                Ports = Ports(host["PortBindings"]),
                ExposedPorts = InspectedConfig.ExposedPorts(config),
                PublishAllPorts = host["PublishAllPorts"].Bool(),
                ExtraHosts = host["ExtraHosts"].TextList(),
            },
            Configuration = new Configuration
            {
                Environment = InspectedConfig.Environment(config),
                Entrypoint = config["Entrypoint"].TextList(),
                Command = config["Cmd"].TextList(),
                Script = ShellReader.ReadArguments(config["Entrypoint"].TextList().Concat(config["Cmd"].TextList())),
                Labels = config["Labels"].Labels(static text => text),
                WorkingDirectory = NotEmpty(config["WorkingDir"]),
            },
            Lifecycle = new Lifecycle
            {
                Restart = Restart(host["RestartPolicy"] as YamlMapping),
                HealthCheck = InspectedConfig.HealthCheck(config),
                LogDriver = NotEmpty((host["LogConfig"] as YamlMapping)?["Type"]),
                AutoRemove = host["AutoRemove"].Bool(),
            },
        };
    }

    // Podman shows what the container has in the end; Docker does not.
    private static bool IsPodman(YamlMapping container) => (container["EffectiveCaps"] ?? container["OCIConfigPath"]) is not null;

    // An image's id has no name, and is a digest.
    private static ImageReference ToImage(string text) =>
        text.StartsWith("sha256:", StringComparison.Ordinal) ? new ImageReference { Text = text, Digest = text } : ImageReference.Parse(text);

    private static FactList<string> Networks(YamlNode? node) => node is YamlMapping networks
        ? new FactList<string>([.. networks.Entries.Where(static e => e.Key.Value is not ("host" or "none")).Select(static e => Fact.Known(e.Key.Value, e.Key.Origin))], networks.Origin)
        : FactList<string>.Unset;

    private static SecurityOptions SecurityOptionsOf(YamlMapping host)
    {
        var security = new SecurityOptions();
        var options = host["SecurityOpt"].List(static text => text, static (text, origin) => Fact.Known(text, origin));
        foreach (var option in options)
            security.Add(option.Value ?? Holes.Hole.ToString(), option.Origin);
        if (options.State == FactState.Unknown)
            security.Add(Holes.Hole.ToString(), options.Origin);
        return security;
    }

    private static Privileges ToPrivileges(YamlMapping host, (Fact<Principal> User, Fact<Principal> Group) user) => new()
    {
        Privileged = host["Privileged"].Bool(),
        User = user.User,
        Group = user.Group,
        SupplementaryGroups = host["GroupAdd"].List(static item => item.Text().Select(static text => new Principal(text))),
        CapabilitiesAdded = host["CapAdd"].TextList(),
        CapabilitiesDropped = host["CapDrop"].TextList(),
    };

    private static Resources ToResources(YamlMapping host) => new()
    {
        MemoryLimit = Number(host, "Memory"),
        MemoryRequest = Number(host, "MemoryReservation"),
        CpuLimit = CpuLimit(host),
        // null is what Docker shows when nobody said anything.
        PidsLimit = host["PidsLimit"].Number(),
        OomKillDisabled = host.Find("OomKillDisable") is { } oom ? oom.Value.Bool().Or(Fact.Known(false, oom.Value.Origin)) : default,
        CgroupParent = NotEmpty(host["CgroupParent"]),
        Ulimits = host["Ulimits"].List(Ulimit),
    };

    // null is no limit, as 0 is.
    private static Fact<long> Number(YamlMapping host, string key) =>
        host.Find(key) is { } entry ? entry.Value.Number().Or(Fact.Known(0L, entry.Value.Origin)) : default;

    private static Fact<double> CpuLimit(YamlMapping host)
    {
        var cores = Number(host, "NanoCpus");
        if (cores.IsKnown && cores.Value > 0)
            return cores.Select(static n => n / 1e9);
        var (quota, period) = (Number(host, "CpuQuota"), Number(host, "CpuPeriod"));
        return quota.Or(cores).Select(q => q / (period.IsKnown && period.Value > 0 ? period.Value : 100_000d));
    }

    private static Fact<Ulimit> Ulimit(YamlNode node)
    {
        if (node is not YamlMapping limit || limit["Name"].KnownText() is not { } name)
            return Fact.Unknown<Ulimit>(node.Origin);
        name = name.StartsWith("RLIMIT_", StringComparison.OrdinalIgnoreCase) ? name.Substring(7) : name;
        var (soft, hard) = (limit["Soft"].Number(), limit["Hard"].Number());
        return soft.IsKnown && hard.IsKnown ? Fact.Known(new Ulimit(name.ToLowerInvariant(), soft.Value, hard.Value), node.Origin) : Fact.Unknown<Ulimit>(node.Origin);
    }

    private static Isolation ToIsolation(YamlMapping host) => new()
    {
        Network = host["NetworkMode"].Convert(static text => NamespaceSyntax.Network(text, null)),
        Pid = host["PidMode"].Convert(static text => NamespaceSyntax.Other("PidMode", text, null, out _)),
        Ipc = host["IpcMode"].Convert(static text => NamespaceSyntax.Ipc(text, null, out _)),
        Uts = host["UTSMode"].Convert(static text => NamespaceSyntax.Other("UTSMode", text, null, out _)),
        // Empty is what the engine is set to: userns-remap or the host's.
        User = NotEmpty(host["UsernsMode"]).IsUnset ? default : host["UsernsMode"].Convert(static text => NamespaceSyntax.User(text, null, out _)),
        Cgroup = NotEmpty(host["CgroupnsMode"]).IsUnset ? default : host["CgroupnsMode"].Convert(static text => NamespaceSyntax.Other("CgroupnsMode", text, null, out _)),
        Runtime = NotEmpty(host["Runtime"]).Is(static name => name is "runc" or "oci" or "crun" or "io.containerd.runc.v2") ? default : NotEmpty(host["Runtime"]),
        WindowsIsolation = NotEmpty(host["Isolation"]).Select(static text => text.ToLowerInvariant()),
    };

    private static Confinement ToConfinement(YamlMapping host) => new()
    {
        MaskedPaths = host["MaskedPaths"].TextList(),
        ReadOnlyPaths = host["ReadonlyPaths"].TextList(),
        Sysctls = host["Sysctls"].Labels(static text => text) is { IsUnset: false } sysctls
            ? new FactList<Sysctl>([.. sysctls.Select(static s => s.Select(static l => new Sysctl(l.Name, l.Value)))], sysctls.Origin)
            : FactList<Sysctl>.Unset,
        ReadOnlyRootFileSystem = host["ReadonlyRootfs"].Bool(),
    };

    private static Fact<Device> Device(YamlNode node) =>
        node is YamlMapping device && device["PathOnHost"].Text() is { IsKnown: true } path
            ? Fact.Known(new Device(path.Value, device["PathInContainer"].KnownText(), device["CgroupPermissions"].KnownText()), node.Origin)
            : Fact.Unknown<Device>(node.Origin);

    // "80/tcp": [ { "HostIp": "", "HostPort": "8080" } ]
    private static FactList<PublishedPort> Ports(YamlNode? node)
    {
        if (node is not YamlMapping bindings)
            return FactList<PublishedPort>.Unset;
        var ports = new List<Fact<PublishedPort>>();
        foreach (var (key, value) in bindings.Entries)
        {
            var slash = key.Value.IndexOf('/');
            foreach (var binding in (value as YamlSequence)?.Items.OfType<YamlMapping>() ?? [])
            {
                ports.Add(Fact.Known(
                    new PublishedPort
                    {
                        HostAddress = NotEmpty(binding["HostIp"]),
                        HostPort = NotEmpty(binding["HostPort"]),
                        ContainerPort = Fact.Known(slash < 0 ? key.Value : key.Value.Substring(0, slash), key.Origin),
                        Protocol = slash < 0 ? "tcp" : key.Value.Substring(slash + 1),
                    },
                    binding.Origin));
            }
        }

        return new FactList<PublishedPort>(ports, bindings.Origin);
    }

    private static Fact<RestartPolicy> Restart(YamlMapping? policy)
    {
        if (policy?["Name"] is not YamlScalar { IsNull: false } name)
            return default;
        if (name.IsUnknown)
            return Fact.Unknown<RestartPolicy>(name.Origin);
        var attempts = policy["MaximumRetryCount"].Number();
        return Fact.Known(
            new RestartPolicy(name.Value.Length == 0 ? "no" : name.Value, attempts.Is(static n => n is > 0 and <= int.MaxValue) ? (int)attempts.Value : null), name.Origin);
    }

    private static Fact<string> NotEmpty(YamlNode? node) => node.Text() is var text && text.Is("") ? default : text;
}
