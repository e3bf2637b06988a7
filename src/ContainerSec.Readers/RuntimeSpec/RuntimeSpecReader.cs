using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.RuntimeSpec;

/// <summary>Reads an OCI runtime <c>config.json</c>: what a container gets in the end, whichever engine asked for it.</summary>
/// <remarks>
/// OCI runtime-spec, "Configuration" and "Linux Container Configuration". There are no defaults of an engine any more: what is not
/// there is not in force. Without a seccomp section nothing is filtered, without a namespace the runtime's own is shared.
/// </remarks>
internal static class RuntimeSpecReader
{
    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var problems = new List<ReadProblem>();
        var root = JsonReader.ReadObject(text, options, problems);
        return new ReadResult
        {
            Deployment = new Deployment { Workloads = root is null ? [] : [ToWorkload(root, options)] },
            Problems = problems,
        };
    }

    private static Workload ToWorkload(YamlMapping root, ReadOptions options)
    {
        var process = root["process"] as YamlMapping;
        var linux = root["linux"] as YamlMapping;
        var head = root.Source.At(root.Start, root.Start + 1);
        var isLinux = linux is not null || (root["windows"] ?? root["solaris"] ?? root["zos"] ?? root["freebsd"]) is null;
        return new Workload
        {
            Name = root["hostname"].KnownText() ?? "",
            Kind = "container",
            Origin = head,
            Context = options.Context,
            Surface = Surface.RuntimeSpec,
            Engine = EngineProfile.Docker,
            Privileges = isLinux ? ToPrivileges(process, head) : new Privileges { User = User(process?["user"] as YamlMapping, "username") },
            Resources = ToResources(linux?["resources"] as YamlMapping, process),
            Isolation = isLinux
                ? ToIsolation(linux, head)
                : new Isolation { OperatingSystem = root["windows"] is { } windows ? Fact.Known("windows", windows.Origin) : default },
            Confinement = isLinux ? ToConfinement(root, linux, process, head) : Confinement.Unset,
            Storage = new Storage
            {
                Mounts = root["mounts"].List(Mount),
                Devices = linux?["devices"].List(Device) ?? FactList<Device>.Unset,
                DeviceCgroupRules = DeviceRules((linux?["resources"] as YamlMapping)?["devices"]),
            },
            Configuration = new Configuration
            {
                Environment = (process?["env"]).List(static text => text, VariableSyntax.Environment),
                Command = (process?["args"]).TextList(),
                Script = ShellReader.ReadArguments((process?["args"]).TextList()),
                Labels = root["annotations"].Labels(static text => text),
                WorkingDirectory = process?["cwd"].Text() ?? default,
            },
        };
    }

    private static Privileges ToPrivileges(YamlMapping? process, Provenance head)
    {
        var user = process?["user"] as YamlMapping;
        return new Privileges
        {
            User = User(user, "uid"),
            Group = User(user, "gid"),
            SupplementaryGroups = user?["additionalGids"].List(static item => item.Number().Select(static gid => new Principal(gid))) ?? FactList<Principal>.Unset,
            // The sets are the whole: whatever is in none of them was dropped.
            CapabilitiesAdded = Capabilities(process?["capabilities"] as YamlMapping),
            CapabilitiesDropped = new FactList<string>([Fact.Known("ALL", process?["capabilities"]?.Origin ?? head)], process?["capabilities"]?.Origin ?? head),
            NoNewPrivileges = process?["noNewPrivileges"].Bool().Or(Fact.Known(false, process.Source.At(process.Start, process.Start + 1))) ?? default,
        };
    }

    private static Fact<Principal> User(YamlMapping? user, string key) => user?[key].Text().Select(static text => new Principal(text)) ?? default;

    private static FactList<string> Capabilities(YamlMapping? sets)
    {
        if (sets is null)
            return FactList<string>.Unset;
        var (names, items) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new List<Fact<string>>());
        foreach (var set in (string[])["bounding", "permitted", "effective", "inheritable", "ambient"])
            items.AddRange(sets[set].TextList().Where(item => !item.IsKnown || names.Add(item.Value)));
        return new FactList<string>(items, sets.Origin);
    }

    private static Resources ToResources(YamlMapping? resources, YamlMapping? process)
    {
        var (memory, cpu) = (resources?["memory"] as YamlMapping, resources?["cpu"] as YamlMapping);
        return new Resources
        {
            MemoryLimit = memory?["limit"].Number() ?? default,
            MemoryRequest = memory?["reservation"].Number() ?? default,
            OomKillDisabled = memory?["disableOOMKiller"].Bool() ?? default,
            CpuLimit = CpuLimit(cpu?["quota"].Number() ?? default, cpu?["period"].Number() ?? default),
            PidsLimit = (resources?["pids"] as YamlMapping)?["limit"].Number() ?? default,
            Ulimits = process?["rlimits"].List(Ulimit) ?? FactList<Ulimit>.Unset,
        };
    }

    private static Fact<double> CpuLimit(Fact<long> quota, Fact<long> period)
    {
        var microseconds = period.IsKnown && period.Value > 0 ? period.Value : 100_000d;
        return quota.Select(q => q / microseconds);
    }

    // { "type": "RLIMIT_NOFILE", "hard": 1024, "soft": 1024 }
    private static Fact<Ulimit> Ulimit(YamlNode node)
    {
        if (node is not YamlMapping limit || limit["type"].KnownText() is not { } type)
            return Fact.Unknown<Ulimit>(node.Origin);
        var name = type.StartsWith("RLIMIT_", StringComparison.Ordinal) ? type.Substring(7) : type;
        return Fact.Known(new Ulimit(name.ToLowerInvariant(), Limit(limit["soft"]), Limit(limit["hard"])), node.Origin);
    }

    // 2⁶⁴-1 is the kernel's RLIM_INFINITY and greater than what fits.
    private static long Limit(YamlNode? node) => node.Number() is { IsKnown: true } number ? number.Value : -1;

    private static Isolation ToIsolation(YamlMapping? linux, Provenance head)
    {
        var namespaces = (linux?["namespaces"] as YamlSequence)?.Items.OfType<YamlMapping>().ToList() ?? [];
        // What is not in the list is shared with the runtime; the list, or else the head of the whole, says so.
        var list = linux?.Find("namespaces")?.Key.Origin ?? linux?.Source.At(linux.Start, linux.Start + 1) ?? head;
        return new Isolation
        {
            OperatingSystem = Fact.Known("linux", list),
            Network = Namespace(namespaces, "network", list),
            Pid = Namespace(namespaces, "pid", list),
            Ipc = Namespace(namespaces, "ipc", list),
            Uts = Namespace(namespaces, "uts", list),
            Cgroup = Namespace(namespaces, "cgroup", list),
            User = MapsRootToRoot(linux?["uidMappings"]) is { } mapping
                ? Fact.Known(NamespaceMode.Host, mapping.Origin)
                : Namespace(namespaces, "user", list),
        };
    }

    private static Fact<NamespaceMode> Namespace(List<YamlMapping> namespaces, string type, Provenance list)
    {
        if (namespaces.Find(n => n["type"].KnownText() == type) is not { } found)
            return Fact.Known(NamespaceMode.Host, list);
        return found["path"].KnownText() is { Length: > 0 } path
            ? Fact.Known(new NamespaceMode(NamespaceKind.Path, path), found.Origin)
            : Fact.Known(NamespaceMode.Private, found.Origin);
    }

    // A user namespace that maps 0 to 0 is one in name only.
    private static YamlMapping? MapsRootToRoot(YamlNode? mappings) =>
        (mappings as YamlSequence)?.Items.OfType<YamlMapping>().FirstOrDefault(static m => m["containerID"].Number().Is(0) && m["hostID"].Number().Is(0));

    private static Confinement ToConfinement(YamlMapping root, YamlMapping? linux, YamlMapping? process, Provenance head)
    {
        var linuxHead = root.Find("linux")?.Key.Origin ?? head;
        var label = (process?["selinuxLabel"].Text() ?? default).Is(static l => l.Length > 0) ? process!["selinuxLabel"] : null;
        return new Confinement
        {
            Seccomp = Seccomp(linux?["seccomp"], linuxHead),
            AppArmor = process?["apparmorProfile"].Convert(static name => name.Length == 0 ? default : Fact.Known(SecurityOptions.AppArmorProfile(name))) is { IsKnown: true } profile ? profile : default,
            SeLinuxUser = LabelPart(label, 0),
            SeLinuxRole = LabelPart(label, 1),
            SeLinuxType = LabelPart(label, 2),
            MaskedPaths = Paths(linux?["maskedPaths"], linuxHead),
            ReadOnlyPaths = Paths(linux?["readonlyPaths"], linuxHead),
            Sysctls = (linux?["sysctl"]).Labels(static text => text) is { IsUnset: false } sysctls
                ? new FactList<Sysctl>([.. sysctls.Select(static s => s.Select(static l => new Sysctl(l.Name, l.Value)))], sysctls.Origin)
                : FactList<Sysctl>.Unset,
            ReadOnlyRootFileSystem = root["root"] is YamlMapping fileSystem
                ? fileSystem["readonly"].Bool().Or(Fact.Known(false, root.Find("root")!.Value.Key.Origin))
                : default,
        };
    }

    // user:role:type:level
    private static Fact<string> LabelPart(YamlNode? label, int index) =>
        label.Convert(text => text.Split(':') is var parts && index < parts.Length ? Fact.Known(parts[index]) : Fact.Unknown<string>());

    private static Fact<SecurityProfile> Seccomp(YamlNode? node, Provenance head)
    {
        if (node is not YamlMapping seccomp)
            return Fact.Known(new SecurityProfile(SecurityProfileKind.Unconfined, "none"), head);
        var action = seccomp["defaultAction"].KnownText() ?? "";
        var isEmpty = seccomp["syscalls"] is not YamlSequence { Items.Count: > 0 };
        var kind = action == "SCMP_ACT_ALLOW" && isEmpty ? SecurityProfileKind.Unconfined : SecurityProfileKind.Localhost;
        return Fact.Known(new SecurityProfile(kind, action), (seccomp["defaultAction"] ?? seccomp).Origin);
    }

    private static FactList<string> Paths(YamlNode? node, Provenance head) =>
        node.TextList() is { IsUnset: false } paths ? paths : new FactList<string>([], head);

    // { "destination": "/data", "type": "bind", "source": "/srv", "options": ["rbind", "ro", "rprivate"] }
    private static Fact<Mount> Mount(YamlNode node)
    {
        if (node is not YamlMapping mount)
            return Fact.Unknown<Mount>(node.Origin);
        var options = mount["options"].TextList();
        var type = mount["type"].KnownText();
        var isBind = type == "bind" || options.AnyKnown(static o => o is "bind" or "rbind");
        return Fact.Known(
            new Mount
            {
                Kind = isBind ? MountKind.Bind : type == "tmpfs" ? MountKind.Tmpfs : MountKind.Other,
                Source = type == "tmpfs" ? default : mount["source"].Text(),
                Target = mount["destination"].Text(),
                ReadOnly = options.LastOrDefault(static o => o.Is("ro") || o.Is("rw")).Select(static o => o == "ro"),
                Propagation = options.LastOrDefault(static o => o.Is(static p => p is "shared" or "rshared" or "slave" or "rslave" or "private" or "rprivate")),
                Mode = options.FirstOrDefault(static o => o.Is(static m => m.StartsWith("mode=", StringComparison.Ordinal))) is { IsKnown: true } mode
                    ? MountSyntax.Octal(mode.Value.Substring(5), mode.Origin)
                    : default,
            },
            node.Origin);
    }

    private static Fact<Device> Device(YamlNode node) =>
        (node as YamlMapping)?["path"].Text() is { IsKnown: true } path ? Fact.Known(new Device(path.Value), node.Origin) : Fact.Unknown<Device>(node.Origin);

    // { "allow": true, "type": "c", "major": 1, "minor": 3, "access": "rwm" }; what is left out is any.
    private static FactList<string> DeviceRules(YamlNode? node)
    {
        if (node is not YamlSequence rules)
            return FactList<string>.Unset;
        var allowed = rules.Items.OfType<YamlMapping>().Where(static r => r["allow"].Bool().Is(true)).Select(static r =>
            Fact.Known($"{r["type"].KnownText() ?? "a"} {r["major"].KnownText() ?? "*"}:{r["minor"].KnownText() ?? "*"} {r["access"].KnownText() ?? "rwm"}", r.Origin));
        return new FactList<string>([.. allowed], rules.Origin);
    }
}
