using System.Globalization;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.DockerRun;

/// <summary>The facts of one command line while it is read.</summary>
internal sealed class RunOptions(ReadOptions options, ICollection<ReadProblem> problems, bool isPodman)
{
    private readonly SecurityOptions _security = new();
    private Provenance? _unknownOrigin;
    private Fact<Principal> _user;
    private Fact<Principal> _group;
    private Fact<NamespaceMode> _network;
    private Fact<NamespaceMode> _ipc;
    private Fact<string> _operatingSystem;
    private Fact<RestartPolicy> _restart;
    private Fact<HealthCheck> _health;
    private FactList<string> _entrypoint = FactList<string>.Unset;

    public Fact<string> Name { get; set; }
    public Fact<bool> Privileged { get; set; }
    public List<Fact<Principal>> Groups { get; } = [];
    public List<Fact<string>> CapabilitiesAdded { get; } = [];
    public List<Fact<string>> CapabilitiesDropped { get; } = [];
    public Fact<long> MemoryLimit { get; set; }
    public Fact<long> MemoryRequest { get; set; }
    public Fact<double> Cpus { get; set; }
    public Fact<double> CpuQuota { get; set; }
    public Fact<double> CpuPeriod { get; set; }
    public Fact<long> PidsLimit { get; set; }
    public Fact<bool> OomKillDisabled { get; set; }
    public Fact<string> CgroupParent { get; set; }
    public List<Fact<Ulimit>> Ulimits { get; } = [];
    public List<Fact<string>> Networks { get; } = [];
    public Fact<NamespaceMode> Pid { get; set; }
    public Fact<NamespaceMode> Uts { get; set; }
    public Fact<NamespaceMode> UserNamespace { get; set; }
    public Fact<NamespaceMode> Cgroup { get; set; }
    public Fact<string> Runtime { get; set; }
    public Fact<string> WindowsIsolation { get; set; }
    public Fact<string> PullPolicy { get; set; }
    public Fact<bool> ReadOnlyRoot { get; set; }
    public List<Fact<Sysctl>> Sysctls { get; } = [];
    public List<Fact<Mount>> Mounts { get; } = [];
    public List<Fact<string>> VolumesFrom { get; } = [];
    public List<Fact<Device>> Devices { get; } = [];
    public List<Fact<string>> DeviceCgroupRules { get; } = [];
    public List<Fact<PublishedPort>> Ports { get; } = [];
    public Fact<bool> PublishAll { get; set; }
    public List<Fact<ExposedPort>> ExposedPorts { get; } = [];
    public List<Fact<string>> ExtraHosts { get; } = [];
    public List<Fact<EnvironmentVariable>> Environment { get; } = [];
    public bool EnvironmentMayHaveMore { get; set; }
    public List<Fact<Label>> Labels { get; } = [];
    public bool LabelsMayHaveMore { get; set; }
    public List<Fact<string>> Secrets { get; } = [];
    public Fact<string> WorkingDirectory { get; set; }
    public Fact<string> LogDriver { get; set; }
    public Fact<bool> AutoRemove { get; set; }
    public Fact<ImageReference> Image { get; set; }
    public List<Fact<string>> Command { get; } = [];
    public bool CommandMayHaveMore { get; set; }

    /// <summary>Says that there are options of which nothing is known: then nothing is known to be unset.</summary>
    public void AddUnknown(Provenance? origin)
    {
        _unknownOrigin ??= origin ?? new ComputedProvenance();
        _security.AddUnknown(origin);
    }

    public void Report(ProblemSeverity severity, string message, Provenance? origin) => problems.Add(new ReadProblem(severity, message, origin));

    public Fact<string> Text(RunArgument value) => value.Text.ToFact(value.Origin);

    public Fact<bool> Bool(RunArgument value)
    {
        if (BooleanSyntax.TryParse(value.Text, out var on))
            return Fact.Known(on, value.Origin);
        if (!value.Text.HasHole())
            ReportValue($"A switch is true or false, not '{value.Text}'.", value);
        return Fact.Unknown<bool>(value.Origin);
    }

    public Fact<long> Size(RunArgument value)
    {
        var size = SizeSyntax.Parse(value.Text, value.Origin, out var error);
        ReportValue(error, value);
        return size;
    }

    public Fact<long> Whole(RunArgument value) =>
        long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Fact.Known(number, value.Origin)
            : NoNumber<long>(value);

    public Fact<double> Real(RunArgument value) =>
        double.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Fact.Known(number, value.Origin)
            : NoNumber<double>(value);

    public void SetUser(RunArgument value) => (_user, _group) = UserSyntax.Parse(value.Text, value.Origin);

    public void AddGroup(RunArgument value) => Groups.Add(UserSyntax.ToPrincipal(value.Text, value.Origin));

    /// <summary>Adds a word, or the words of a list: Podman takes <c>--cap-add=A,B</c>, Docker one capability at a time.</summary>
    public void AddWords(List<Fact<string>> words, RunArgument value)
    {
        foreach (var word in isPodman ? value.Text.Split(',') : [value.Text])
            words.Add(word.ToFact(value.Origin));
    }

    public void AddSecurityOption(RunArgument value) => ReportValue(_security.Add(value.Text, value.Origin), value);

    public void AddUlimit(RunArgument value)
    {
        Ulimits.Add(UlimitSyntax.Parse(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    // host, name=web,alias=api,ip=10.0.0.2; the first network is the container's mode.
    public void AddNetwork(RunArgument value)
    {
        var name = value.Text;
        if (name.IndexOf('=') >= 0)
        {
            var field = name.Split(',').FirstOrDefault(static f => f.StartsWith("name=", StringComparison.Ordinal));
            name = field is null ? Holes.Hole.ToString() : field.Substring(5);
        }

        var mode = NamespaceSyntax.Network(name, value.Origin);
        _network = _network.Or(mode);
        if (mode.IsUnknown || mode.Is(static m => m.Kind is NamespaceKind.NamedNetwork or NamespaceKind.Private))
            Networks.Add(name.ToFact(value.Origin));
    }

    public Fact<NamespaceMode> Namespace(string name, RunArgument value)
    {
        var mode = NamespaceSyntax.Other(name, value.Text, value.Origin, out var error);
        ReportValue(error, value);
        return mode;
    }

    public void SetIpc(RunArgument value)
    {
        _ipc = NamespaceSyntax.Ipc(value.Text, value.Origin, out var error);
        ReportValue(error, value);
    }

    public void SetUserNamespace(RunArgument value)
    {
        UserNamespace = NamespaceSyntax.User(value.Text, value.Origin, out var error);
        ReportValue(error, value);
    }

    // linux/arm64, windows
    public void SetPlatform(RunArgument value) =>
        _operatingSystem = Text(value).Select(static t => t.Split('/')[0].ToLowerInvariant());

    public void AddSysctl(RunArgument value) => Sysctls.Add(VariableSyntax.Sysctl(value.Text, value.Origin));

    public void AddVolume(RunArgument value)
    {
        Mounts.Add(VolumeSyntax.Parse(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    public void AddMount(RunArgument value)
    {
        Mounts.Add(MountSyntax.Parse(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    public void AddTmpfs(RunArgument value) => Mounts.Add(TmpfsSyntax.Parse(value.Text, value.Origin));

    // The client mounts its engine's socket into the container.
    public void AddApiSocket(RunArgument value)
    {
        var socket = Fact.Known("/var/run/docker.sock", value.Origin);
        var isOn = Bool(value);
        if (!isOn.Is(false))
            Mounts.Add(isOn.Select(_ => new Mount { Kind = MountKind.Bind, Source = socket, Target = socket }));
    }

    public void AddDevice(RunArgument value)
    {
        Devices.Add(DeviceSyntax.Parse(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    public void AddPort(RunArgument value)
    {
        Ports.Add(PortSyntax.Parse(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    public void AddExposedPort(RunArgument value)
    {
        ExposedPorts.Add(PortSyntax.ParseExposed(value.Text, value.Origin, out var error));
        ReportValue(error, value);
    }

    public void AddHost(RunArgument value) => ExtraHosts.Add(VariableSyntax.ExtraHost(value.Text, value.Origin));

    public void AddVariable(RunArgument value) => Environment.Add(VariableSyntax.Environment(value.Text, value.Origin));

    public void AddVariableFile(RunArgument value)
    {
        if (value.Text.HasHole() || options.Open(value.Text) is not { } file)
            EnvironmentMayHaveMore = true;
        else
            Environment.AddRange(VariableFile.Read(file));
    }

    public void AddLabel(RunArgument value) => Labels.Add(VariableSyntax.Label(value.Text, value.Origin));

    // An empty value switches the image's entry point off. Podman also takes a JSON list.
    public void SetEntrypoint(RunArgument value) =>
        _entrypoint = new FactList<string>(value.Text.Length == 0 ? [] : [Text(value)], value.Origin);

    // name,type=env,target=PASSWORD
    public void AddSecret(RunArgument value)
    {
        var fields = value.Text.Split(',');
        Secrets.Add(fields[0].ToFact(value.Origin));
        if (!fields.Contains("type=env"))
            return;
        var target = fields.FirstOrDefault(static f => f.StartsWith("target=", StringComparison.Ordinal))?.Substring(7) ?? fields[0];
        Environment.Add(target.HasHole()
            ? Fact.Unknown<EnvironmentVariable>(value.Origin)
            : Fact.Known(new EnvironmentVariable { Name = target, Value = Fact.Unknown<string>(value.Origin), Source = ValueSource.Secret }, value.Origin));
    }

    public void SetRestart(RunArgument value)
    {
        _restart = RestartSyntax.Parse(value.Text, value.Origin, out var error);
        ReportValue(error, value);
    }

    // Podman: none switches the image's own off.
    public void SetHealthCommand(RunArgument value) =>
        _health = Text(value).Select(t => isPodman && t == "none" ? new HealthCheck(Disabled: true) : new HealthCheck(Disabled: false, t));

    public void SetNoHealthCheck(RunArgument value)
    {
        var isOn = Bool(value);
        if (!isOn.Is(false))
            _health = isOn.Select(static _ => new HealthCheck(Disabled: true));
    }

    public Workload ToWorkload(Provenance? origin)
    {
        var entrypoint = _unknownOrigin is not null && _entrypoint.IsUnset ? FactList<string>.Unknown(_unknownOrigin) : _entrypoint;
        var command = Command.Count == 0 && !CommandMayHaveMore ? FactList<string>.Unset : new FactList<string>(Command, First(Command), CommandMayHaveMore);
        return ToWorkload(origin, entrypoint, command);
    }

    private Workload ToWorkload(Provenance? origin, FactList<string> entrypoint, FactList<string> command) => new()
    {
        Name = Name.IsKnown ? Name.Value : "",
        Kind = "container",
        Origin = origin,
        Context = options.Context,
        Surface = Surface.DockerRun,
        Engine = isPodman ? EngineProfile.Podman : EngineProfile.Docker,
        Privileges = _security.Apply(new Privileges
        {
            Privileged = Maybe(Privileged),
            User = Maybe(_user),
            Group = Maybe(_group),
            SupplementaryGroups = Maybe(Groups),
            CapabilitiesAdded = Maybe(CapabilitiesAdded),
            CapabilitiesDropped = Maybe(CapabilitiesDropped),
        }),
        Resources = new Resources
        {
            MemoryLimit = Maybe(MemoryLimit),
            MemoryRequest = Maybe(MemoryRequest),
            CpuLimit = Maybe(CpuLimit()),
            PidsLimit = Maybe(PidsLimit),
            OomKillDisabled = Maybe(OomKillDisabled),
            CgroupParent = Maybe(CgroupParent),
            Ulimits = Maybe(Ulimits),
        },
        Isolation = new Isolation
        {
            Network = Maybe(_network),
            Pid = Maybe(Pid),
            Ipc = Maybe(_ipc),
            Uts = Maybe(Uts),
            User = Maybe(UserNamespace),
            Cgroup = Maybe(Cgroup),
            Runtime = Maybe(Runtime),
            WindowsIsolation = Maybe(WindowsIsolation),
            OperatingSystem = _operatingSystem,
        },
        Image = new WorkloadImage { Reference = Image, PullPolicy = Maybe(PullPolicy) },
        Confinement = _security.Apply(new Confinement { Sysctls = Maybe(Sysctls), ReadOnlyRootFileSystem = Maybe(ReadOnlyRoot) }),
        Storage = new Storage
        {
            Mounts = Maybe(Mounts),
            Devices = Maybe(Devices),
            DeviceCgroupRules = Maybe(DeviceCgroupRules),
            VolumesFrom = Maybe(VolumesFrom),
        },
        Network = new WorkloadNetwork
        {
            Ports = Maybe(Ports),
            ExposedPorts = Maybe(ExposedPorts),
            PublishAllPorts = Maybe(PublishAll),
            Networks = Maybe(Networks),
            ExtraHosts = Maybe(ExtraHosts),
        },
        Configuration = new Configuration
        {
            Environment = Maybe(Environment, EnvironmentMayHaveMore),
            Entrypoint = entrypoint,
            Command = command,
            Script = ShellReader.ReadArguments(entrypoint.Concat(command)),
            Labels = Maybe(Labels, LabelsMayHaveMore),
            Secrets = Maybe(Secrets),
            WorkingDirectory = Maybe(WorkingDirectory),
        },
        Lifecycle = new Lifecycle
        {
            Restart = Maybe(_restart),
            HealthCheck = Maybe(_health),
            LogDriver = Maybe(LogDriver),
            AutoRemove = Maybe(AutoRemove),
        },
    };

    // --cpus says cores; --cpu-quota microseconds in each --cpu-period, 100 ms unless it is given.
    private Fact<double> CpuLimit()
    {
        if (!Cpus.IsUnset || CpuQuota.IsUnset)
            return Cpus;
        if (CpuPeriod.IsUnknown)
            return Fact.Unknown<double>(CpuQuota.Origin);
        var period = CpuPeriod.IsKnown && CpuPeriod.Value > 0 ? CpuPeriod.Value : 100_000;
        return CpuQuota.Select(quota => quota / period);
    }

    // With options of which nothing is known, what was not said may have been said there.
    private Fact<T> Maybe<T>(Fact<T> fact) => fact.IsUnset && _unknownOrigin is not null ? Fact.Unknown<T>(_unknownOrigin) : fact;

    private FactList<T> Maybe<T>(List<Fact<T>> items, bool mayHaveMore = false)
    {
        mayHaveMore |= _unknownOrigin is not null;
        return items.Count == 0 && !mayHaveMore ? FactList<T>.Unset : new FactList<T>(items, First(items) ?? _unknownOrigin, mayHaveMore);
    }

    private static Provenance? First<T>(List<Fact<T>> items) => items.Count == 0 ? null : items[0].Origin;

    private Fact<T> NoNumber<T>(RunArgument value)
    {
        if (!value.Text.HasHole())
            ReportValue($"'{value.Text}' is not a number.", value);
        return Fact.Unknown<T>(value.Origin);
    }

    private void ReportValue(string? error, RunArgument value)
    {
        if (error is not null)
            Report(ProblemSeverity.Error, error, value.Origin);
    }
}
