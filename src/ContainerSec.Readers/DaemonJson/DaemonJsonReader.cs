using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DaemonJson;

/// <summary>Reads Docker's <c>daemon.json</c>.</summary>
/// <remarks>Keys: dockerd(8), "Daemon configuration file". A key that is absent may still be given as an option of dockerd.</remarks>
internal static class DaemonJsonReader
{
    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var problems = new List<ReadProblem>();
        // An empty file is one without settings.
        var root = text.Content.Trim().Length == 0 ? new YamlMapping(text, 0) : JsonReader.ReadObject(text, options, problems);
        return new ReadResult
        {
            Deployment = new Deployment { Hosts = root is null ? [] : [ToHost(root, options)] },
            Problems = problems,
        };
    }

    private static EngineHost ToHost(YamlMapping root, ReadOptions options) => new()
    {
        Kind = "engine",
        Origin = root.Source.At(root.Start, root.Start + 1),
        Context = options.Context,
        Surface = Surface.DaemonJson,
        Addresses = root["hosts"].TextList(),
        TlsVerify = root["tlsverify"].Bool(),
        Tls = root["tls"].Bool(),
        InsecureRegistries = root["insecure-registries"].TextList(),
        RegistryMirrors = root["registry-mirrors"].TextList(),
        UserNamespaceRemap = root["userns-remap"].Text(),
        NoNewPrivileges = root["no-new-privileges"].Bool(),
        SeccompProfile = root["seccomp-profile"].Text(),
        InterContainerCommunication = root["icc"].Bool(),
        LiveRestore = root["live-restore"].Bool(),
        UserlandProxy = root["userland-proxy"].Bool(),
        Experimental = root["experimental"].Bool(),
        Iptables = root["iptables"].Bool(),
        StorageDriver = root["storage-driver"].Text(),
        LogDriver = root["log-driver"].Text(),
        LogLevel = root["log-level"].Text(),
        CgroupParent = root["cgroup-parent"].Text(),
        AuthorizationPlugins = root["authorization-plugins"].TextList(),
        DefaultUlimits = Ulimits(root["default-ulimits"]),
        DefaultRuntime = root["default-runtime"].Text(),
        DefaultPublishAddress = root["ip"].Text(),
    };

    // "nofile": { "Name": "nofile", "Soft": 64000, "Hard": 64000 }
    private static FactList<Ulimit> Ulimits(YamlNode? node) => node is not YamlMapping limits
        ? node.List(static item => Fact.Unknown<Ulimit>(item.Origin))
        : new FactList<Ulimit>([.. limits.Entries.Select(Ulimit)], limits.Origin);

    private static Fact<Ulimit> Ulimit(YamlEntry entry)
    {
        if (entry.Value is not YamlMapping limit)
            return Fact.Unknown<Ulimit>(entry.Value.Origin);
        var (soft, hard) = (limit["Soft"].Number(), limit["Hard"].Number());
        return soft.IsKnown && hard.IsKnown
            ? Fact.Known(new Ulimit(entry.Key.Value.ToLowerInvariant(), soft.Value, hard.Value), entry.Value.Origin)
            : Fact.Unknown<Ulimit>(entry.Value.Origin);
    }
}
