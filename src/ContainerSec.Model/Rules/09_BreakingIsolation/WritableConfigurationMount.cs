namespace ContainerSec.Rules;

/// <summary>CSEC0904: configuration or certificates come from the host, and the container can change them there.</summary>
internal sealed class WritableConfigurationMount : Rule, IJudge<Workload>
{
    private static readonly string[] Extensions =
        [".conf", ".cnf", ".cfg", ".ini", ".yml", ".yaml", ".toml", ".json", ".xml", ".properties", ".config", ".crt", ".cer", ".pem", ".key", ".pfx", ".p12", ".jks"];

    private static readonly string[] Folders = ["certs", "ssl", "tls", "pki", "conf.d", "sites-enabled"];

    public override RuleInfo Info { get; } = new("CSEC0904", "Writable bind mount of configuration or certificates", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.LeastPrivilege,
        Why = "An intruder rewrites the configuration on the host and stays: the change outlives the container and reaches everything else that reads the file.",
        Fix = "Mount it read-only.",
        Mappings = [Mapping.Nist("4.5.5")],
        References = ["Docker documentation, \"Bind mounts\", read-only"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf:ro\n"),
            Example.Bad(Surface.DockerRun, "docker run -v ./certs:/app/certs nginx:1.27\n"),
            Example.Good(Surface.DockerRun, "docker run -v ./certs:/app/certs:ro nginx:1.27\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "nginx", "1.27.4").WithBindMount("./nginx.conf", "/etc/nginx/nginx.conf");"""),
            Example.Good(Surface.AspireAppHost, """builder.AddContainer("web", "nginx", "1.27.4").WithBindMount("./nginx.conf", "/etc/nginx/nginx.conf", isReadOnly: true);"""),
        ],
    };

    // In a pod every hostPath mount is judged by CSEC0912, whatever it holds.
    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not null)
            return;
        foreach (var fact in subject.Storage.HostMounts)
        {
            if (fact is not { IsKnown: true, Value: { Kind: MountKind.Bind, Source.IsKnown: true, Target.IsKnown: true } mount } || !IsConfiguration(mount.Target.Value!))
                continue;
            if (mount.ReadOnly.IsUnknown)
                context.Unknown(mount.ReadOnly.Origin);
            else if (mount.ReadOnly.Is(true))
                context.Pass();
            else
                context.Fail(mount.Source.Origin, $"can change '{mount.Source.Value}' on the host, which is its configuration '{mount.Target.Value}'", fact.Origin);
        }
    }

    private static bool IsConfiguration(string target)
    {
        var names = target.Split('/', '\\');
        return names[names.Length - 1] is var file && Extensions.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            || names.Any(static n => Folders.Contains(n));
    }
}
