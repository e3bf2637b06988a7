namespace ContainerSec.Rules;

/// <summary>CSEC0503: a Windows container asks to share the kernel of its host.</summary>
internal sealed class HyperVIsolationDowngraded : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0503", "Hyper-V isolation downgraded to process", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "With process isolation a fault of the Windows kernel is a way to the host; Microsoft does not count it as a security boundary.",
        Fix = "Use hyperv isolation for code that is not trusted.",
        Mappings = [Mapping.Nist("4.5.2"), Mapping.Attack("T1611"), Mapping.Cwe(653)],
        References = ["Windows containers documentation, \"Isolation Modes\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    isolation: process\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    isolation: hyperv\n"),
            Example.Bad(Surface.DockerRun, "docker run --isolation=process contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => context.Judge(
        subject.Isolation.WindowsIsolation,
        static mode => string.Equals(mode, "process", StringComparison.OrdinalIgnoreCase),
        "asks for process isolation instead of Hyper-V");
}
