namespace ContainerSec.Threats;

/// <summary>CSE038: a container lives in namespaces of another one.</summary>
internal sealed class NamespacesJoined : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE038", "Another container's namespaces joined")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Code,
        Stride = Stride.Tampering | Stride.InformationDisclosure,
        Chapters = [4, 9],
        What = "In one network namespace every port of the other is local; in one IPC namespace its shared memory is; in one process-id namespace its processes are.",
        Conditions = ["a namespace is that of the other container"],
        Blockers = ["namespaces of its own"],
        Strength = 25,
        Attack = ["T1080"],
        Owasp = ["A01:2025", "A06:2025"],
        References = ["namespaces(7)", "docker run reference, --network container:"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            foreach (var (type, mode) in Modes(at.Workload.Isolation))
            {
                if (!mode.Is(static m => m.Kind == NamespaceKind.Container && m.Target is not null) || scene.Named(mode.Value.Target!, at) is not { } other)
                    continue;
                var joined = Condition.Yes(new Evidence($"lives in the {type} namespace of '{other.Name}'", mode.Origin), at.OwnNamespace(type));
                var allowed = type == NamespaceType.Pid ? joined && (SameUser(at, other) | at.Holds(Capability.SysPtrace)) : joined;
                steps.Add(this, at.Code, other.Code, allowed);
                // What is joined is not his alone: the other one sees as much.
                if (type != NamespaceType.Pid)
                    steps.Add(this, other.Code, at.Code, joined);
            }
        }
    }

    /// <summary>Whether two containers run as one user, so that each may read the other's memory.</summary>
    internal static Condition SameUser(Foothold one, Foothold other)
    {
        var (user, same) = (one.Workload.Privileges.User, other.Workload.Privileges.User);
        if (user.IsKnown && same.IsKnown)
        {
            return user.Value == same.Value
                ? Condition.Yes(new Evidence($"both run as user '{user.Value}'", user.Origin), one.NonRoot)
                : Condition.No(new Evidence($"one runs as '{user.Value}', the other as '{same.Value}'", user.Origin));
        }

        return Condition.Maybe(new Evidence("whether both run as the same user", user.Origin ?? same.Origin ?? one.Workload.Origin));
    }

    private static IEnumerable<(NamespaceType Type, Fact<NamespaceMode> Mode)> Modes(Isolation isolation) =>
        [(NamespaceType.Network, isolation.Network), (NamespaceType.Pid, isolation.Pid), (NamespaceType.Ipc, isolation.Ipc)];
}
