using ContainerSec.Readers.DockerRun;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.LaunchSettings;

/// <summary>Reads the profiles of a <c>launchSettings.json</c>; those that start a container have its options too.</summary>
/// <remarks>Visual Studio, "Container Tools launch settings". Names of settings are compared without regard to case, as Visual Studio does.</remarks>
internal static class LaunchSettingsReader
{
    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        options = options with { Context = RunContext.Development };
        var (problems, workloads) = (new List<ReadProblem>(), new List<Workload>());
        var root = JsonReader.ReadObject(text, options, problems);
        foreach (var profile in (root?["profiles"] as YamlMapping)?.Entries ?? [])
        {
            if (profile.Value is YamlMapping settings)
                workloads.Add(ToWorkload(profile.Key, settings, options, problems));
        }

        return new ReadResult { Deployment = new Deployment { Workloads = workloads }, Problems = problems };
    }

    private static Workload ToWorkload(YamlScalar name, YamlMapping settings, ReadOptions options, List<ReadProblem> problems)
    {
        var arguments = Find(settings, "containerRunArguments") ?? Find(settings, "DockerfileRunArguments");
        var container = DockerRunReader.ReadArguments(
            arguments is YamlScalar { IsNull: false } scalar ? ScalarCommandLine.Arguments(scalar) : [], name.Origin, options, problems);
        return container with
        {
            Name = name.Value,
            Kind = "launch profile",
            Surface = Surface.LaunchSettings,
            Configuration = container.Configuration with
            {
                Environment = container.Configuration.Environment.Concat(Find(settings, "environmentVariables").Variables(static text => text)),
            },
            Network = container.Network with
            {
                PublishAllPorts = Find(settings, "publishAllPorts").Bool().Or(container.Network.PublishAllPorts),
                Ports = container.Network.Ports.Concat(Ports(settings)),
                Endpoints = Endpoints(Find(settings, "applicationUrl")),
            },
        };
    }

    private static YamlNode? Find(YamlMapping settings, string key) =>
        settings[key] ?? settings.Entries.Find(e => string.Equals(e.Key.Value, key, StringComparison.OrdinalIgnoreCase)).Value;

    // Container profiles say which ports of the host they take; sslPort of an IIS Express profile is none of a container.
    private static FactList<PublishedPort> Ports(YamlMapping settings)
    {
        if (Find(settings, "commandName").KnownText() is not ("Docker" or "DockerCompose" or "SdkContainer"))
            return FactList<PublishedPort>.Unset;
        var ports = ((string[])["httpPort", "sslPort"]).Select(key => Find(settings, key).Text()).Where(static port => !port.IsUnset)
            .Select(static port => Fact.Known(new PublishedPort { HostPort = port }, port.Origin)).ToList();
        return ports.Count == 0 ? FactList<PublishedPort>.Unset : new FactList<PublishedPort>(ports, ports[0].Origin);
    }

    // "https://localhost:7001;http://*:5000"
    private static FactList<Endpoint> Endpoints(YamlNode? node) => node.KnownText() is not { } urls
        ? FactList<Endpoint>.Unset
        : new FactList<Endpoint>([.. urls.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(url => Fact.Known(ToEndpoint(url.Trim(), node!.Origin), node!.Origin))], node!.Origin);

    private static Endpoint ToEndpoint(string url, Provenance origin)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? url : url.Substring(scheme + 3);
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest.Substring(0, slash);
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var host = (hasPort ? authority.Substring(0, colon) : authority).Trim('[', ']');
        return new Endpoint
        {
            Scheme = scheme < 0 ? default : Fact.Known(url.Substring(0, scheme).ToLowerInvariant(), origin),
            Port = hasPort && int.TryParse(authority.Substring(colon + 1), out var port) ? Fact.Known(port, origin) : default,
            External = Fact.Known(!IsLoopback(host), origin),
        };
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || host == "::1" || host.StartsWith("127.", StringComparison.Ordinal)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
