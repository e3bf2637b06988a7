#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Rules;

/// <summary>CSEC1101: an engine listens on, or is commanded over, a network without TLS.</summary>
internal sealed class EngineOverPlainTcp : Rule, IJudge<EngineHost>, IJudge<EngineClient>, IJudge<Workload>, IJudge<ImageConfig>
{
    private const string PlainPort = "2375";

    public override RuleInfo Info { get; } = new("CSEC1101", "Container engine over plain TCP", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever reaches the port commands the engine without a password: one request starts a privileged container with the host's disk in it.",
        Fix = "Use the Unix socket, SSH (ssh://user@host), or TCP with TLS that verifies both sides (tlsverify, port 2376).",
        Mappings =
        [
            Mapping.CisDocker("2.7"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1609"), Mapping.Attack("T1610"),
            Mapping.Attack("T1133"), Mapping.Cwe(319), Mapping.Cwe(306),
        ],
        References = ["dockerd(8), options --host and --tlsverify", "Docker documentation, \"Protect the Docker daemon socket\""],
        Examples =
        [
            Example.Bad(Surface.DaemonJson, "{\"hosts\": [\"unix:///var/run/docker.sock\", \"tcp://0.0.0.0:2375\"]}\n"),
            Example.Good(Surface.DaemonJson, "{\"hosts\": [\"tcp://0.0.0.0:2376\"], \"tlsverify\": true}\n"),
            Example.Bad(Surface.Compose, "services:\n  ci:\n    image: contoso/agent:1.4\n    environment:\n      DOCKER_HOST: tcp://build.contoso.com:2375\n"),
            Example.Good(Surface.Compose, "services:\n  ci:\n    image: contoso/agent:1.4\n    environment:\n      DOCKER_HOST: tcp://build.contoso.com:2376\n      DOCKER_TLS_VERIFY: \"1\"\n"),
            Example.Bad(Surface.DockerDotNet, """var engine = new DockerClientBuilder().WithEndpoint(new Uri("tcp://build.contoso.com:2375")).Build();"""),
            Example.Good(Surface.DockerDotNet, """var engine = new DockerClientBuilder().WithEndpoint(new Uri("unix:///var/run/docker.sock")).Build();"""),
        ],
    };

    public void Check(EngineHost subject, RuleContext context)
    {
        foreach (var address in subject.Addresses)
        {
            if (address.Is(static a => a.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase)))
                context.Judge(subject.TlsVerify.IsUnset ? Fact.Known(false, address.Origin) : subject.TlsVerify, static on => !on, $"listens on '{address.Value}' without asking clients for a certificate");
            else
                context.Judge(address, static _ => false, "");
        }
    }

    // Clients of .NET speak http to tcp:// unless they are given a certificate, whatever the port.
    public void Check(EngineClient subject, RuleContext context)
    {
        if (subject.IsCluster)
            return;
        if (subject.Tls.IsUnknown && subject.Address.Is(IsRemote))
            context.Unknown(subject.Tls.Origin);
        else
            context.Judge(
                subject.Address,
                address => !subject.Tls.Is(true) && (subject.Tls.Is(false) ? IsRemote(address) : IsPlain(address)),
                static address => $"commands an engine without TLS ('{address}')");
    }

    public void Check(Workload subject, RuleContext context)
    {
        JudgeVariables(subject.Configuration.Environment, context);
        JudgeArguments(subject.Configuration.Arguments, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        JudgeVariables(subject.Environment, context);
        JudgeArguments(subject.Entrypoint.Concat(subject.Command), context);
    }

    private static void JudgeVariables(FactList<EnvironmentVariable> environment, RuleContext context)
    {
        foreach (var variable in environment)
        {
            if (variable.Is(static v => v.Name == "DOCKER_HOST"))
                JudgeClient(variable.Value!.Value, environment, context);
            else if (variable.Is(static v => v.Name == "DOCKER_TLS_CERTDIR"))
                context.Judge(variable.Value!.Value, static v => v.Length == 0, "switches TLS of the engine in its container off (DOCKER_TLS_CERTDIR is empty)");
        }
    }

    private static void JudgeClient(Fact<string> host, FactList<EnvironmentVariable> environment, RuleContext context)
    {
        var verify = environment.LastOrDefault(static v => v.Is(static e => e.Name == "DOCKER_TLS_VERIFY"));
        if (verify.Is(static v => v.Value.Is(static text => text.Length > 0)))
            context.Pass();
        else if (verify.IsKnown && verify.Value.Value.IsUnknown)
            context.Unknown(verify.Origin);
        else
            context.Judge(host, h => IsPlain(h) && !IsProxy(h, context.Deployment), static h => $"commands an engine without TLS ('{h}')");
    }

    private static bool IsPlain(string address)
    {
        if (!IsRemote(address))
            return false;
        // Any other port may speak TLS: the client decides by its options.
        var rest = RestOf(address);
        return !address.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) || rest.TrimEnd('/').EndsWith(":" + PlainPort, StringComparison.Ordinal) || rest.IndexOf(':') < 0;
    }

    private static bool IsRemote(string address) =>
        (address.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !ClearTextUrl.IsLoopback(ClearTextUrl.HostOf(RestOf(address)));

    private static string RestOf(string address) => address.Substring(address.IndexOf("//", StringComparison.Ordinal) + 2);

    // A proxy of the same deployment that admits only some calls is the recommended way, and its network is the deployment's own.
    private static bool IsProxy(string address, Deployment deployment)
    {
        var name = ClearTextUrl.HostOf(address.Substring(address.IndexOf("//", StringComparison.Ordinal) + 2));
        return deployment.Workloads.Any(w => w.Name == name && w.Image.Reference.Is(static i => i.ShortName.Contains("socket-proxy", StringComparison.Ordinal) || i.ShortName.Contains("docker-proxy", StringComparison.Ordinal)));
    }

    private static void JudgeArguments(FactList<string> arguments, RuleContext context)
    {
        if (arguments.AnyKnown(static a => a is "--tlsverify" or "--tlsverify=true"))
            return;
        var isEngine = arguments.AnyKnown(static a => a is "dockerd" || a.EndsWith("/dockerd", StringComparison.Ordinal));
        foreach (var argument in arguments)
        {
            if (argument.IsKnown && AddressIn(argument.Value) is { } address && (isEngine || address.EndsWith(":" + PlainPort, StringComparison.Ordinal)))
                context.Fail(argument.Origin, $"opens or commands an engine without TLS ('{address}')");
        }
    }

    private static string? AddressIn(string argument)
    {
        var at = argument.IndexOf("tcp://", StringComparison.OrdinalIgnoreCase);
        return at == 0 || (at > 0 && argument[at - 1] == '=' && argument[0] == '-') ? argument.Substring(at).Split(' ')[0] : null;
    }
}
