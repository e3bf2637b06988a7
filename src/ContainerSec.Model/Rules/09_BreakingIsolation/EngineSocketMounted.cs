namespace ContainerSec.Rules;

/// <summary>CSEC0902: the container can command the engine that runs it.</summary>
/// <remarks>Whether the mount is read-only makes no difference: connecting to a socket writes no file.</remarks>
internal sealed class EngineSocketMounted : Rule, IJudge<Workload>, IJudge<VolumeDefinition>
{
    public override RuleInfo Info { get; } = new("CSEC0902", "Container engine socket mounted", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Who can talk to the engine can start a privileged container with the host's disk in it: the container is root on the host. A read-only mount does not help.",
        Fix = "Remove the mount. Where a program must ask the engine, put a proxy that admits only the calls it needs between them, or give it a rootless engine of its own.",
        Mappings =
        [
            Mapping.CisDocker("5.32"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1611"), Mapping.Attack("T1609"), Mapping.Attack("T1610"), Mapping.Cwe(250),
        ],
        References = ["dockerd(8), option --host", "Docker documentation, \"Docker daemon attack surface\""],
        Precedes = ["CSEC0903", "CSEC0904", "CSEC0905", "CSEC0912"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock:ro\n"),
            Example.Good(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    volumes:\n      - ./agent:/etc/agent:ro\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\nspec:\n  containers:\n    - name: agent\n      image: contoso/agent:1.4\n      volumeMounts:\n        - name: engine\n          mountPath: /engine.sock\n  volumes:\n    - name: engine\n      hostPath:\n        path: /run/containerd/containerd.sock\n"),
            Example.Bad(Surface.DockerRun, "docker run -v /var/run/docker.sock:/var/run/docker.sock contoso/agent:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run -v /srv/agent:/data contoso/agent:1.4\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("agent", "contoso/agent", "1.4").WithBindMount("/var/run/docker.sock", "/var/run/docker.sock", isReadOnly: true);"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var mount in subject.Storage.HostMounts)
        {
            if (mount.IsKnown)
                Judge(mount.Value.Source, context);
            else
                context.Unknown(mount.Origin);
        }

        if (subject.Storage.Mounts.MayHaveMore)
            context.Unknown(subject.Storage.Mounts.Origin);
    }

    public void Check(VolumeDefinition subject, RuleContext context)
    {
        if (subject.IsBind.Is(true))
            Judge(subject.Device, context);
    }

    private static void Judge(Fact<string> path, RuleContext context) =>
        context.Judge(path, static p => EngineSockets.Find(p) is not null, static p => Message(p, EngineSockets.Find(p)!));

    private static string Message(string path, EngineSocket socket) =>
        path.EndsWith(socket.FileName, StringComparison.Ordinal)
            ? $"mounts the {socket.Engine} socket '{path}'"
            : $"mounts '{path}', where the {socket.Engine} socket lies";
}
