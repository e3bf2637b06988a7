namespace ContainerSec.Threats;

/// <summary>CSE011: the engine does what it is asked through its socket, also starting a container that is the host.</summary>
internal sealed class EngineSocketReached : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE011", "Container engine socket")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [9],
        What = "Whoever may connect to the engine's socket has the engine start a privileged container with the host's disk in it. Mounting the socket read-only changes nothing: to connect is to write.",
        Conditions = ["the socket of an engine that runs as root is mounted", "the process may open it: it is the host's root, or in the socket's group"],
        Blockers = ["not to mount it", "a proxy with a list of allowed calls", "a rootless engine", "a user namespace, whose root may not open it", "gVisor without host sockets", "Kata, whose file share carries no sockets"],
        Strength = 2,
        Attack = ["T1610", "T1609"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["unix(7)", "Docker documentation, Protect the Docker daemon socket"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            var host = new Privilege(PrivilegeKind.HostRoot, at.Host);
            var socket = at.SharedKernel && at.MountsEngineSocket(rootless: false);
            steps.Add(this, at.Root, host, socket && at.HostRootUser);
            // Of the groups that are named only the host knows which one owns the socket.
            if (at.Workload.Privileges.SupplementaryGroups is { Count: > 0 } groups)
                steps.Add(this, at.Code, host, socket && Condition.Maybe(new Evidence("whether one of its groups owns the socket", groups[0].Origin ?? groups.Origin)));
            steps.Add(this, at.Code, host, at.EngineByNetwork);
        }
    }
}
