namespace ContainerSec.Threats;

/// <summary>CSE043: code in the kernel may do everything.</summary>
internal sealed class KernelRulesHost : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE043", "Kernel rules the host")
    {
        From = PrivilegeKind.HostKernel,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [4],
        What = "Code in the kernel gives itself every user, every namespace and every file.",
        Conditions = ["none"],
        Blockers = [],
        Strength = 0,
        Attack = ["T1611"],
        Owasp = ["A01:2025"],
        References = ["credentials(7)"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var host in scene.Hosts)
            steps.Add(this, new Privilege(PrivilegeKind.HostKernel, host), new Privilege(PrivilegeKind.HostRoot, host), Condition.Always);
    }
}
