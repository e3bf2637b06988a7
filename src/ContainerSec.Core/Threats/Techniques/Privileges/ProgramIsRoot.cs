namespace ContainerSec.Threats;

/// <summary>CSE039: code in a program of root is root.</summary>
internal sealed class ProgramIsRoot : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE039", "Program runs as root")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Root,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [2],
        What = "Code that runs in the program has what the program has: uid 0 and every capability that the container is granted.",
        Conditions = ["the program runs as root"],
        Blockers = ["a user other than root"],
        Strength = 0,
        Attack = [],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D01", "K01:2022"],
        References = ["credentials(7)", "capabilities(7)"],
    };

    public override Condition When(Foothold at) =>
        at.RunsAsRoot;
}
