using ContainerSec.Testing;

namespace ContainerSec.Tests.Rules;

/// <summary>What only code states, judged on objects built by hand: no text format can say it.</summary>
[TestClass]
public class CodeRuleTests
{
    private static Deployment Of(Workload workload) => new() { Workloads = [workload] };

    private static Deployment Of(EngineClient client) => new() { Clients = [client] };

    private static Fact<T> Known<T>(T value) => Fact.Known(value);

    private static FactList<T> List<T>(params T[] items) => new([.. items.Select(static i => Fact.Known(i))]);

    private static IEnumerable<(string Rule, string Case, Verdict Expected, Deployment Deployment)> All =>
    [
        ("CSEC0101", "a lost call", Verdict.Fail, Of(new Workload { LostSettings = List("WithPrivileged") })),
        ("CSEC0101", "lost from a build", Verdict.Fail, new Deployment { Builds = [new ImageBuild { LostSettings = List("WithBuildArgument") }] }),
        ("CSEC0101", "lost from a network", Verdict.Fail, new Deployment { Networks = [new NetworkDefinition { LostSettings = List("WithDriver") }] }),
        ("CSEC0101", "nothing lost", Verdict.NotApplicable, Of(new Workload())),
        ("CSEC0101", "lost, but not known what", Verdict.Unknown, Of(new Workload { LostSettings = new([Fact.Unknown<string>()]) })),

        ("CSEC0209", "privileged session", Verdict.Fail, Exec(new Hook { Name = "exec", Privileged = Known(true) })),
        ("CSEC0209", "session as root", Verdict.Fail, Exec(new Hook { Name = "exec", User = Known(new Principal("root")) })),
        ("CSEC0209", "session as uid 0", Verdict.Fail, Exec(new Hook { Name = "exec", User = Known(new Principal("0")) })),
        ("CSEC0209", "session as the container's user", Verdict.Pass, Exec(new Hook { Name = "exec", Command = List("date") })),
        ("CSEC0209", "session as somebody", Verdict.Pass, Exec(new Hook { Name = "exec", User = Known(new Principal("app")) })),
        ("CSEC0209", "session as a variable", Verdict.Unknown, Exec(new Hook { Name = "exec", User = Fact.Unknown<Principal>() })),
        ("CSEC0209", "a hook may be root", Verdict.Pass, Exec(new Hook { Name = "post_start", User = Known(new Principal("root")) })),

        ("CSEC0606", "no image named", Verdict.Fail, Of(new Workload { Surface = Surface.Testcontainers, Image = new() { LibraryDefault = Known("PostgreSqlBuilder") } })),
        ("CSEC0606", "named after all", Verdict.NotApplicable, Of(new Workload { Image = new() { LibraryDefault = Known("PostgreSqlBuilder"), Reference = Known(ImageReference.Parse("postgres:17")) } })),
        ("CSEC0606", "named by a variable", Verdict.NotApplicable, Of(new Workload { Image = new() { LibraryDefault = Known("PostgreSqlBuilder"), Reference = Fact.Unknown<ImageReference>() } })),

        ("CSEC0911", "privileged by choice", Verdict.Fail, Of(new ResourceReaper { Privileged = Known(true) })),
        ("CSEC0911", "privileged by default", Verdict.Fail, Of(new ResourceReaper { Privileged = Fact.Known(true, new EngineDefaultProvenance("Testcontainers", "4.0")) })),
        ("CSEC0911", "not privileged", Verdict.Pass, Of(new ResourceReaper { Privileged = Known(false) })),
        ("CSEC0911", "not started at all", Verdict.Pass, Of(new ResourceReaper { Privileged = Known(true), Enabled = Known(false) })),
        ("CSEC0911", "a variable", Verdict.Unknown, Of(new ResourceReaper { Privileged = Fact.Unknown<bool>() })),

        ("CSEC1002", "fixed port", Verdict.Fail, Test(new PublishedPort { HostPort = Known("5432"), ContainerPort = Known("5432") })),
        ("CSEC1002", "random port", Verdict.Pass, Test(new PublishedPort { ContainerPort = Known("5432") })),
        ("CSEC1002", "port 0 is a random one", Verdict.Pass, Test(new PublishedPort { HostPort = Known("0"), ContainerPort = Known("5432") })),
        ("CSEC1002", "no port at all", Verdict.Pass, Test(new PublishedPort { HostPort = Known("-1"), ContainerPort = Known("5432") })),
        ("CSEC1002", "a variable", Verdict.Unknown, Test(new PublishedPort { HostPort = Fact.Unknown<string>(), ContainerPort = Known("5432") })),
        ("CSEC1002", "not in a test", Verdict.NotApplicable, Of(new Workload { Surface = Surface.DockerDotNet, Network = new() { Ports = List(new PublishedPort { HostPort = Known("80") }) } })),
        ("CSEC1002", "a service of a pipeline", Verdict.NotApplicable, Of(new Workload { Surface = Surface.GitHubWorkflow, Context = RunContext.Test, Network = new() { Ports = List(new PublishedPort { HostPort = Known("80") }) } })),

        ("CSEC1009", "anonymous tunnel", Verdict.Fail, Of(new Workload { Network = new() { AnonymousTunnels = List("tunnel") } })),
        ("CSEC1009", "by a variable", Verdict.Unknown, Of(new Workload { Network = new() { AnonymousTunnels = new([Fact.Unknown<string>()]) } })),
        ("CSEC1009", "no tunnel", Verdict.NotApplicable, Of(new Workload())),

        ("CSEC1101", "tcp without certificate, any port", Verdict.Fail, Of(new EngineClient { Address = Known("tcp://build.contoso.com:2376"), Tls = Known(false) })),
        ("CSEC1101", "tcp, the plain port", Verdict.Fail, Of(new EngineClient { Address = Known("tcp://build.contoso.com:2375") })),
        ("CSEC1101", "tcp, nothing said of TLS", Verdict.Pass, Of(new EngineClient { Address = Known("tcp://build.contoso.com:2376") })),
        ("CSEC1101", "tcp with certificate", Verdict.Pass, Of(new EngineClient { Address = Known("tcp://build.contoso.com:2376"), Tls = Known(true) })),
        ("CSEC1101", "http", Verdict.Fail, Of(new EngineClient { Address = Known("http://10.0.0.4:4243") })),
        ("CSEC1101", "https without client certificate", Verdict.Pass, Of(new EngineClient { Address = Known("https://build.contoso.com:2376"), Tls = Known(false) })),
        ("CSEC1101", "socket", Verdict.Pass, Of(new EngineClient { Address = Known("unix:///var/run/docker.sock"), Tls = Known(false) })),
        ("CSEC1101", "pipe", Verdict.Pass, Of(new EngineClient { Address = Known("npipe://./pipe/docker_engine") })),
        ("CSEC1101", "this machine", Verdict.Pass, Of(new EngineClient { Address = Known("tcp://localhost:2375"), Tls = Known(false) })),
        ("CSEC1101", "a variable", Verdict.Unknown, Of(new EngineClient { Address = Fact.Unknown<string>() })),
        ("CSEC1101", "credentials from a variable", Verdict.Unknown, Of(new EngineClient { Address = Known("tcp://build.contoso.com:2375"), Tls = Fact.Unknown<bool>() })),
        ("CSEC1101", "the default address", Verdict.NotApplicable, Of(new EngineClient())),
        ("CSEC1101", "a cluster has its own rule", Verdict.NotApplicable, Of(new EngineClient { IsCluster = true, Address = Known("http://cluster.contoso.com") })),

        ("CSEC1102", "any certificate", Verdict.Fail, Of(new EngineClient { SkipTlsVerify = Known(true) })),
        ("CSEC1102", "any certificate of a cluster", Verdict.Fail, Of(new EngineClient { IsCluster = true, SkipTlsVerify = Known(true) })),
        ("CSEC1102", "verified", Verdict.Pass, Of(new EngineClient { SkipTlsVerify = Known(false) })),
        ("CSEC1102", "a variable", Verdict.Unknown, Of(new EngineClient { SkipTlsVerify = Fact.Unknown<bool>() })),
        ("CSEC1102", "nothing said", Verdict.NotApplicable, Of(new EngineClient())),

        ("CSEC1103", "http", Verdict.Fail, Of(new EngineClient { IsCluster = true, Address = Known("http://cluster.contoso.com:8080") })),
        ("CSEC1103", "https", Verdict.Pass, Of(new EngineClient { IsCluster = true, Address = Known("https://cluster.contoso.com:6443") })),
        ("CSEC1103", "kubectl proxy", Verdict.Pass, Of(new EngineClient { IsCluster = true, Address = Known("http://127.0.0.1:8001") })),
        ("CSEC1103", "token", Verdict.Fail, Of(new EngineClient { IsCluster = true, Token = Known("eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ") })),
        ("CSEC1103", "password", Verdict.Fail, Of(new EngineClient { IsCluster = true, Password = Known("Tr0ub4dor-and-3") })),
        ("CSEC1103", "a placeholder", Verdict.Pass, Of(new EngineClient { IsCluster = true, Token = Known("<token>") })),
        ("CSEC1103", "an empty token", Verdict.Pass, Of(new EngineClient { IsCluster = true, Token = Known("") })),
        ("CSEC1103", "token from elsewhere", Verdict.Unknown, Of(new EngineClient { IsCluster = true, Token = Fact.Unknown<string>() })),
        ("CSEC1103", "an engine has its own rule", Verdict.NotApplicable, Of(new EngineClient { Address = Known("http://build.contoso.com:2375") })),

        ("CSEC1104", "allowed by an option", Verdict.Fail, Of(new Workload { Network = new() { AllowsUnsecuredTransport = Known(true) } })),
        ("CSEC1104", "not allowed", Verdict.Pass, Of(new Workload { Network = new() { AllowsUnsecuredTransport = Known(false) } })),

        ("CSEC1105", "no upgrade to https", Verdict.Fail, Of(new Workload { Network = new() { HttpsUpgrade = Known(false) } })),
        ("CSEC1105", "upgrade", Verdict.Pass, Of(new Workload { Network = new() { HttpsUpgrade = Known(true) } })),
        ("CSEC1105", "http to the outside", Verdict.Fail, Of(new Workload { Surface = Surface.AspireAppHost, Network = new() { Endpoints = List(Http) } })),
        ("CSEC1105", "https may be added elsewhere", Verdict.Unknown, Of(new Workload { Surface = Surface.AspireAppHost, IsPartial = true, Network = new() { Endpoints = List(Http) } })),
        ("CSEC1105", "behind a guard", Verdict.NotApplicable, Of(new Workload { Surface = Surface.AspireAppHost, Context = RunContext.Development, Network = new() { Endpoints = List(Http) } })),

        ("CSEC1003", "database to the outside", Verdict.Fail, Of(new Workload { Surface = Surface.AspireAppHost, Network = new() { Endpoints = List(Database) } })),
        ("CSEC1003", "behind a guard", Verdict.NotApplicable, Of(new Workload { Surface = Surface.AspireAppHost, Context = RunContext.Development, Network = new() { Endpoints = List(Database) } })),

        ("CSEC1106", "trusts nobody new", Verdict.Fail, Of(new Workload { Network = new() { CertificateTrust = Known("none") } })),
        ("CSEC1106", "trusts more", Verdict.Pass, Of(new Workload { Network = new() { CertificateTrust = Known("append") } })),
        ("CSEC1106", "no certificate", Verdict.Fail, Of(new Workload { Network = new() { HttpsCertificate = Known(false) } })),
        ("CSEC1106", "a variable", Verdict.Unknown, Of(new Workload { Network = new() { CertificateTrust = Fact.Unknown<string>() } })),

        ("CSEC1208", "password taken away", Verdict.Fail, Of(new Workload { Configuration = new() { AsksForPassword = Known(false) } })),
        ("CSEC1208", "password given", Verdict.Pass, Of(new Workload { Configuration = new() { AsksForPassword = Known(true) } })),

        ("CSEC1210", "password", Verdict.Fail, Login(new RegistryLogin { User = Known("ci"), Password = Known("Tr0ub4dor-and-3") })),
        ("CSEC1210", "a password that everybody knows", Verdict.Fail, Login(new RegistryLogin { Password = Known("admin") })),
        ("CSEC1210", "token", Verdict.Fail, Login(new RegistryLogin { Token = Known("9f86d081884c7d659a2feaa0c55ad015") })),
        ("CSEC1210", "user alone", Verdict.NotApplicable, Login(new RegistryLogin { User = Known("ci") })),
        ("CSEC1210", "a placeholder", Verdict.Pass, Login(new RegistryLogin { Password = Known("<password>") })),
        ("CSEC1210", "from configuration", Verdict.Unknown, Login(new RegistryLogin { Password = Fact.Unknown<string>() })),

        ("CSEC1213", "copied key", Verdict.Fail, Of(new Workload { Storage = new() { Mounts = List(new Mount { Kind = MountKind.Copy, Source = Known("/home/ci/.ssh/id_rsa"), Target = Known("/root/.ssh/id_rsa") }) } })),
        ("CSEC1213", "copied configuration", Verdict.Pass, Of(new Workload { Storage = new() { Mounts = List(new Mount { Kind = MountKind.Copy, Source = Known("./nginx.conf"), Target = Known("/etc/nginx/nginx.conf") }) } })),
        ("CSEC0903", "a copy is no mount", Verdict.Pass, Of(new Workload { Storage = new() { Mounts = List(new Mount { Kind = MountKind.Copy, Source = Known("/etc/hosts"), Target = Known("/tmp/hosts") }) } })),

        ("CSEC1303", "reused with a password", Verdict.Fail, Of(Reused("Tr0ub4dor-and-3", ValueSource.Literal))),
        ("CSEC1303", "reused with a default password", Verdict.Fail, Of(Reused("postgres", ValueSource.Literal))),
        ("CSEC1303", "reused with a parameter", Verdict.Pass, Of(Reused("{password.value}", ValueSource.Expression))),
        ("CSEC1303", "reused without a password", Verdict.Fail, Of(new Workload { Lifecycle = new() { Reused = Known(true) }, Configuration = new() { AsksForPassword = Known(false) } })),
        ("CSEC1303", "reused with the password of its library", Verdict.Fail, Of(new Workload { Lifecycle = new() { Reused = Known(true) }, Configuration = new() { HasLibraryPassword = Known(true) } })),
        ("CSEC1303", "ends with the run", Verdict.Pass, Of(Reused("Tr0ub4dor-and-3", ValueSource.Literal) with { Lifecycle = new() { Reused = Known(false) } })),
        ("CSEC1303", "a variable", Verdict.Unknown, Of(new Workload { Lifecycle = new() { Reused = Fact.Unknown<bool>() } })),
        ("CSEC1303", "no clean-up", Verdict.Fail, Of(new Workload { Lifecycle = new() { CleanUp = Known(false) } })),
        ("CSEC1303", "clean-up", Verdict.Pass, Of(new Workload { Lifecycle = new() { CleanUp = Known(true) } })),
        ("CSEC1303", "no reaper", Verdict.Fail, Of(new ResourceReaper { Enabled = Known(false) })),

        ("CSEC1404", "image", Verdict.Fail, Of(new Workload { UntrustedInputs = List(new UntrustedInput(InputUse.Image, "the parameter 'image' of the action 'Run'")) })),
        ("CSEC1404", "mount, variable, argument", Verdict.Fail, Of(new Workload { UntrustedInputs = List(new UntrustedInput(InputUse.MountSource, "the request"), new UntrustedInput(InputUse.Environment, "the request"), new UntrustedInput(InputUse.Argument, "the request")) })),
        ("CSEC1404", "nothing from outside", Verdict.NotApplicable, Of(new Workload())),
    ];

    public static IEnumerable<object[]> Cases => All.Select(static c => new object[] { c.Rule, c.Case, c.Expected, c.Deployment });

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => $"{data[0]} {data[1]}";

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(NameOf))]
    public void Case_HasItsVerdict(string rule, string name, Verdict expected, Deployment deployment)
    {
        var result = RuleTester.Evaluate(rule, deployment);

        Assert.AreEqual(expected, RuleTester.VerdictOf(result), $"{name}\n{string.Join("\n", result.Findings.Select(static f => f.Message))}");
    }

    private static Endpoint Http => new() { Name = "http", Scheme = Fact.Known("http"), External = Fact.Known(true) };

    private static Endpoint Database => new() { Name = "tcp", Scheme = Fact.Known("tcp"), External = Fact.Known(true), TargetPort = Fact.Known(5432) };

    private static Deployment Of(ResourceReaper reaper) => new() { Reapers = [reaper] };

    private static Deployment Login(RegistryLogin login) => new() { RegistryLogins = [login] };

    private static Deployment Exec(Hook hook) => Of(new Workload { Kind = "exec session", Surface = Surface.DockerDotNet, IsPartial = true, Lifecycle = new() { Hooks = List(hook) } });

    private static Deployment Test(PublishedPort port) => Of(new Workload { Surface = Surface.Testcontainers, Context = RunContext.Test, Network = new() { Ports = List(port) } });

    private static Workload Reused(string password, ValueSource source) => new()
    {
        Lifecycle = new() { Reused = Known(true) },
        Configuration = new() { Environment = List(new EnvironmentVariable { Name = "POSTGRES_PASSWORD", Value = Known(password), Source = source }) },
    };
}
