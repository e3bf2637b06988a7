namespace ContainerSec.Threats;

/// <summary>CSE055: root in a container does what the program in it can do.</summary>
internal sealed class RootRunsCode : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE055", "Root acts as the program")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.Code,
        Stride = Stride.Spoofing,
        Chapters = [2],
        What = "Root in a container becomes its user, reads the memory of its program and speaks in its name.",
        Conditions = ["none"],
        Blockers = [],
        Strength = 0,
        Owasp = ["A01:2025"],
        References = ["setuid(2)", "ptrace(2)"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
            steps.Add(this, at.Root, at.Code, Condition.Always);
    }
}
