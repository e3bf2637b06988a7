namespace ContainerSec.Threats;

/// <summary>CSE030: a set-user-ID program gives root to its user.</summary>
internal sealed class GainsRoot : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE030", "Setuid or file-capability program in the image")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Root,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [2],
        What = "A program with set-user-ID root, or with capabilities of its own, runs with more rights than who starts it; a fault in it, or what it is for, gives them away.",
        Conditions = ["the image has such a program", "no_new_privs is not set", "the bounding set is not empty"],
        Blockers = ["no-new-privileges", "images without such programs", "drop ALL capabilities"],
        Strength = 15,
        Crosses = ["os-user"],
        Attack = ["T1548.001"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D01"],
        References = ["execve(2)", "capabilities(7)"],
    };

    public override Condition When(Foothold at) =>
        at.Isolation.IsRootInside.IsYes ? Condition.No(new Evidence("it runs as root already", at.Workload.Privileges.User.Origin))
        : at.Isolation.NoNewPrivileges.IsYes ? Condition.From(at.Isolation.NoNewPrivileges.Not())
        : at.CanGainRoot;
}
