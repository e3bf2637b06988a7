using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Turns a service into a workload.</summary>
internal sealed class ServiceReader
{
    private readonly YamlScalar _name;
    private readonly YamlMapping _service;
    private readonly RunContext _context;
    private readonly ComposeVariables _variables;
    private readonly EnvironmentReader _environment;
    private readonly ComposeProblems _problems;
    private readonly ValueReader _values;
    private readonly SecurityOptions _security = new();

    // A service whose base could not be read still names it: what it does not say, its base may say.
    private readonly Provenance? _unknownBase;

    public ServiceReader(YamlScalar name, YamlMapping service, RunContext context, EnvironmentReader environment, ComposeVariables variables, ComposeProblems problems)
    {
        _name = name;
        _service = service;
        _context = context;
        _variables = variables;
        _environment = environment;
        _problems = problems;
        _values = new ValueReader(problems);
        _unknownBase = service["extends"]?.Origin;
    }

    public Workload Read()
    {
        ReadSecurityOptions();
        return new Workload
        {
            Name = _name.Value,
            Kind = "service",
            Origin = _name.Origin,
            Context = _context,
            Surface = Surface.Compose,
            Privileges = Privileges(),
            Resources = Resources(),
            Isolation = Isolation(),
            Image = Image(),
            Confinement = _security.Apply(new Confinement
            {
                Sysctls = Maybe(ValueReader.Pairs(_service["sysctls"], Sysctl)),
                ReadOnlyRootFileSystem = Maybe(_values.Bool(_service, "read_only")),
            }),
            Storage = Storage(),
            Network = Network(),
            Configuration = Configuration(),
            Lifecycle = Lifecycle(),
        };
    }

    private Privileges Privileges()
    {
        var (user, group) = Scalar("user") is { } scalar ? UserSyntax.Parse(scalar.Value, scalar.Origin) : default;
        return _security.Apply(new Privileges
        {
            Privileged = Maybe(_values.Bool(_service, "privileged")),
            User = Maybe(user),
            Group = Maybe(group),
            SupplementaryGroups = Maybe(_service["group_add"].List(static item => item.Text().Select(static g => new Principal(g)))),
            CapabilitiesAdded = Texts("cap_add"),
            CapabilitiesDropped = Texts("cap_drop"),
        });
    }

    private void ReadSecurityOptions()
    {
        if (_service["security_opt"] is YamlSequence options)
        {
            foreach (var item in options.Items)
            {
                if (item is not YamlScalar { IsNull: false } scalar)
                    continue;
                if (scalar.IsUnknown && !scalar.Value.HasHole())
                    _security.AddUnknown(scalar.Origin);
                else if (_security.Add(scalar.Value, scalar.Origin) is { } error)
                    _problems.Error(scalar, error);
            }
        }
        else if (_service["security_opt"] is YamlScalar { IsUnknown: true } unknown)
        {
            _security.AddUnknown(unknown.Origin);
        }

        if (_unknownBase is not null)
            _security.AddUnknown(_unknownBase);
    }

    // The deploy section wins over the keys of the service, as the client applies them.
    private Resources Resources()
    {
        var resources = Deploy("resources");
        var (limits, reservations) = (resources?["limits"] as YamlMapping, resources?["reservations"] as YamlMapping);
        return new Resources
        {
            MemoryLimit = Maybe(_values.Size(limits, "memory").Or(_values.Size(_service, "mem_limit"))),
            MemoryRequest = Maybe(_values.Size(reservations, "memory").Or(_values.Size(_service, "mem_reservation"))),
            CpuLimit = Maybe(_values.Real(limits, "cpus").Or(_values.Real(_service, "cpus")).Or(_values.Real(_service, "cpu_count")).Or(CpuQuota())),
            CpuRequest = Maybe(_values.Real(reservations, "cpus")),
            PidsLimit = Maybe(_values.Whole(limits, "pids").Or(_values.Whole(_service, "pids_limit"))),
            OomKillDisabled = Maybe(_values.Bool(_service, "oom_kill_disable")),
            CgroupParent = Maybe(_service["cgroup_parent"].Text()),
            Ulimits = Maybe(ValueReader.Pairs(_service["ulimits"], Limit)),
        };
    }

    // Microseconds of processor time in each period, 100 ms unless another one is written.
    private Fact<double> CpuQuota()
    {
        var (quota, period) = (_values.Real(_service, "cpu_quota"), _values.Real(_service, "cpu_period"));
        if (period.IsUnknown && !quota.IsUnset)
            return Fact.Unknown<double>(quota.Origin);
        var length = period.IsKnown && period.Value > 0 ? period.Value : 100_000;
        return quota.Select(q => q / length);
    }

    // nofile: 1024, or nofile: {soft: 1024, hard: 2048}
    private Fact<Ulimit> Limit(ComposePair pair)
    {
        if (pair.Name.IsUnknown || pair.Value is null or YamlSequence)
            return Fact.Unknown<Ulimit>(pair.Origin);
        var map = pair.Value as YamlMapping ?? ToLimit(pair.Value);
        var soft = _values.Whole(map, "soft");
        var hard = _values.Whole(map, "hard").Or(soft);
        return soft.IsUnknown || !hard.IsKnown
            ? Fact.Unknown<Ulimit>(pair.Origin)
            : Fact.Known(new Ulimit(pair.Name.Value.ToLowerInvariant(), soft.Or(hard).Value, hard.Value), pair.Value.Origin);
    }

    private static YamlMapping ToLimit(YamlNode value)
    {
        var map = new YamlMapping(value.Source, value.Start) { End = value.End };
        map.Entries.Add(new YamlEntry(new YamlScalar(value.Source, value.Start, value.End, "soft", isPlain: true), value));
        return map;
    }

    private Isolation Isolation() => new()
    {
        Network = Maybe(Parse(Scalar("network_mode") ?? Scalar("net"), static (string text, Provenance? origin, out string? error) =>
        {
            error = null;
            return NamespaceSyntax.Network(text, origin);
        })),
        Pid = Maybe(Namespace("pid")),
        Ipc = Maybe(Parse(Scalar("ipc"), NamespaceSyntax.Ipc)),
        Uts = Maybe(Namespace("uts")),
        User = Maybe(Parse(Scalar("userns_mode"), NamespaceSyntax.User)),
        Cgroup = Maybe(Namespace("cgroup")),
        Runtime = Maybe(_service["runtime"].Text()),
        WindowsIsolation = Maybe(_service["isolation"].Text().Select(static text => text.ToLowerInvariant())),
        OperatingSystem = OperatingSystem(),
    };

    // platform: linux/arm64
    private Fact<string> OperatingSystem()
    {
        var platform = Scalar("platform");
        if (platform is null)
            return default;
        var system = platform.Value.Split('/')[0].ToLowerInvariant();
        return system.HasHole() || (platform.IsUnknown && !platform.Value.HasHole()) ? Fact.Unknown<string>(platform.Origin)
            : system is "linux" or "windows" or "darwin" or "freebsd" ? Fact.Known(system, platform.Origin)
            : default;
    }

    private WorkloadImage Image() => new()
    {
        Reference = _service["image"].Text().Select(ImageReference.Parse),
        PullPolicy = Maybe(_service["pull_policy"].Text().Select(static text => text == "if_not_present" ? "missing" : text.ToLowerInvariant())),
        Build = new BuildReader(_values, _variables).Read(_service.Find("build"), _name, _context),
    };

    private Storage Storage() => new()
    {
        Mounts = Maybe(new MountReader(_values, _problems).Read(_service)),
        Devices = Maybe(ValueReader.ListOf(_service["devices"], item =>
            item is YamlMapping mapping ? Device(mapping) : item is YamlScalar scalar ? _values.Parse(scalar, DeviceSyntax.Parse) : default)),
        DeviceCgroupRules = Texts("device_cgroup_rules"),
        VolumesFrom = Texts("volumes_from"),
    };

    private static Fact<Device> Device(YamlMapping device)
    {
        var source = device["source"].Text();
        return source.IsKnown
            ? Fact.Known(new Device(source.Value, device["target"].KnownText(), device["permissions"].KnownText()), device.Origin)
            : Fact.Unknown<Device>(device.Origin);
    }

    private WorkloadNetwork Network() => new()
    {
        Ports = Maybe(new PortReader(_values, _problems).Read(_service["ports"])),
        ExposedPorts = Maybe(_values.ListOf(_service["expose"], PortSyntax.ParseExposed)),
        Networks = Maybe(NetworkNames()),
        ExtraHosts = Maybe(ExtraHosts()),
    };

    private FactList<string> NetworkNames() => _service["networks"] switch
    {
        YamlMapping mapping => new FactList<string>([.. mapping.Entries.Select(static e => ((YamlNode)e.Key).Text())], mapping.Origin),
        var node => node.TextList(),
    };

    // ["db:10.0.0.2"], ["db=10.0.0.2"], {db: 10.0.0.2}, {db: [10.0.0.2, 10.0.0.3]}
    private FactList<string> ExtraHosts()
    {
        var node = _service["extra_hosts"];
        if (node is null or YamlScalar { IsNull: true })
            return FactList<string>.Unset;
        var hosts = new List<Fact<string>>();
        foreach (var pair in ComposePair.Of(node))
        {
            if (pair.Value is null)
                hosts.Add(VariableSyntax.ExtraHost(pair.Name.Value, pair.Origin));
            else
                hosts.AddRange((pair.Value is YamlSequence several ? several.Items : [pair.Value]).OfType<YamlScalar>().Select(address => (pair.Name.Value + ":" + address.Value).ToFact(pair.Origin)));
        }

        return new FactList<string>(hosts, node.Origin);
    }

    private Configuration Configuration()
    {
        var (entrypoint, command) = (Maybe(CommandWords.Of(_service["entrypoint"])), Maybe(CommandWords.Of(_service["command"])));
        return new Configuration
        {
            Environment = Maybe(_environment.Read(_service)),
            Entrypoint = entrypoint,
            Command = command,
            Script = ShellReader.ReadArguments(entrypoint.Concat(command)),
            Labels = Maybe(Labels()),
            Secrets = Maybe(ValueReader.ListOf(_service["secrets"], static item => (item is YamlMapping mapping ? mapping["source"] : item).Text())),
            WorkingDirectory = Maybe(_service["working_dir"].Text()),
        };
    }

    // Labels of a file are not opened: there may be more.
    private FactList<Label> Labels()
    {
        var labels = ValueReader.Labels(_service["labels"]);
        return _service["label_file"] is { } file and not YamlScalar { IsNull: true } ? new FactList<Label>([.. labels], labels.Origin ?? file.Origin, mayHaveMore: true) : labels;
    }

    private Lifecycle Lifecycle() => new()
    {
        Restart = Maybe(RestartOfDeploy().Or(Parse(Scalar("restart"), static (string text, Provenance? origin, out string? error) =>
            RestartSyntax.Parse(text == "false" ? "no" : text, origin, out error)))),
        HealthCheck = Maybe(HealthCheck()),
        Hooks = Maybe(Hooks("post_start").Concat(Hooks("pre_stop"))),
        LogDriver = Maybe((_service["logging"] as YamlMapping)?["driver"].Text() ?? default),
    };

    private FactList<Hook> Hooks(string key) => ValueReader.ListOf(_service[key], item =>
    {
        if (item is not YamlMapping hook)
            return default;
        var user = hook["user"] is YamlScalar { IsNull: false } scalar ? UserSyntax.Parse(scalar.Value, scalar.Origin).User : default;
        return Fact.Known(
            new Hook { Name = key, Command = CommandWords.Of(hook["command"]), Privileged = _values.Bool(hook, "privileged"), User = user }, hook.Origin);
    });

    // condition: none, on-failure or any (the default)
    private Fact<RestartPolicy> RestartOfDeploy()
    {
        if (Deploy("restart_policy") is not { } policy)
            return default;
        var attempts = _values.Whole(policy, "max_attempts");
        if (attempts.IsUnknown)
            return Fact.Unknown<RestartPolicy>(policy.Origin);
        var condition = policy["condition"] is YamlScalar { IsNull: false } written ? written.Text() : Fact.Known("any", policy.Origin);
        return condition.Select(name => new RestartPolicy(
            name switch { "none" => "no", "any" => "always", _ => name.ToLowerInvariant() },
            attempts.IsKnown ? (int)Math.Min(attempts.Value, int.MaxValue) : null));
    }

    private Fact<HealthCheck> HealthCheck()
    {
        if (_service["healthcheck"] is not YamlMapping check)
            return default;
        var disabled = _values.Bool(check, "disable");
        if (disabled.Is(true))
            return Fact.Known(new HealthCheck(Disabled: true), disabled.Origin);
        var test = check["test"];
        var words = test is YamlSequence ? test.TextList() : test is YamlScalar { IsNull: false } ? new FactList<string>([test.Text()], test.Origin) : FactList<string>.Unset;
        // Without a test only times of the image's own check are set.
        if (words.Count == 0)
            return disabled.IsUnknown ? Fact.Unknown<HealthCheck>(disabled.Origin) : default;
        if (words.Any(static w => w.IsUnknown) || disabled.IsUnknown)
            return Fact.Unknown<HealthCheck>(test!.Origin);
        var first = words[0].Value!;
        return first == "NONE"
            ? Fact.Known(new HealthCheck(Disabled: true), test!.Origin)
            : Fact.Known(new HealthCheck(Disabled: false, string.Join(" ", words.Skip(first is "CMD" or "CMD-SHELL" ? 1 : 0).Select(static w => w.Value))), test!.Origin);
    }

    private Fact<Sysctl> Sysctl(ComposePair pair) =>
        pair.Name.IsUnknown || pair.Value is YamlScalar { IsUnknown: true }
            ? Fact.Unknown<Sysctl>(pair.Origin)
            : Fact.Known(new Sysctl(VariableSyntax.SysctlName(pair.Name.Value), (pair.Value as YamlScalar)?.Value ?? ""), pair.Origin);

    private YamlScalar? Scalar(string key) => _service[key] is YamlScalar { IsNull: false } scalar ? scalar : null;

    private YamlMapping? Deploy(string key) => (_service["deploy"] as YamlMapping)?[key] as YamlMapping;

    private Fact<T> Parse<T>(YamlScalar? scalar, ValueReader.Syntax<T> parse) => scalar is null ? default : _values.Parse(scalar, parse);

    private Fact<NamespaceMode> Namespace(string key)
    {
        if (Scalar(key) is not { } scalar)
            return default;
        if (scalar.IsUnknown && !scalar.Value.HasHole())
            return Fact.Unknown<NamespaceMode>(scalar.Origin);
        var mode = NamespaceSyntax.Other(key, scalar.Value, scalar.Origin, out var error);
        if (error is not null)
            _problems.Error(scalar, error);
        return mode;
    }

    private FactList<string> Texts(string key) => Maybe(_service[key].TextList());

    private Fact<T> Maybe<T>(Fact<T> fact) => fact.IsUnset && _unknownBase is not null ? Fact.Unknown<T>(_unknownBase) : fact;

    private FactList<T> Maybe<T>(FactList<T> list) =>
        _unknownBase is null ? list : list.IsUnset ? FactList<T>.Unknown(_unknownBase) : new FactList<T>([.. list], list.Origin, mayHaveMore: true);
}
