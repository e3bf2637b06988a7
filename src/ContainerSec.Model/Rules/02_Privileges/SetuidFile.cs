namespace ContainerSec.Rules;

/// <summary>CSEC0223: a program of the image runs with the rights of its owner or group.</summary>
internal sealed class SetuidFile : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0223", "setuid or setgid file in the image", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever runs it gets its owner's rights: a fault in one setuid program makes any user of the container root in it.",
        Fix = "Remove the bits in the build ('find / -xdev -perm /6000 -type f -exec chmod a-s {} +'), and forbid new privileges when the container starts.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("4.8"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1548.001"), Mapping.Cwe(250)],
        References = ["inode(7), S_ISUID", "execve(2)"],
    };

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.SetuidFiles, static _ => true, static f => $"holds '{f.Path}', {f.Rights}");
}
