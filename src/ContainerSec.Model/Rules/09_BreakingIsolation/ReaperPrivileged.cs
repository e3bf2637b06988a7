namespace ContainerSec.Rules;

/// <summary>CSEC0911: the helper that removes containers of tests runs privileged.</summary>
internal sealed class ReaperPrivileged : Rule, IJudge<ResourceReaper>
{
    public override RuleInfo Info { get; } = new("CSEC0911", "Resource reaper runs privileged", Severity.Off, Severity.Hidden)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The reaper has the engine's socket already; privileged mode adds every device and capability, which few hosts need for it.",
        Fix = "Set TestcontainersSettings.ResourceReaperPrivilegedModeEnabled = false, or TESTCONTAINERS_RYUK_CONTAINER_PRIVILEGED=false.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.Cwe(250)],
        References = ["dotnet.testcontainers.org: Custom configuration"],
        Examples =
        [
            Example.Bad(Surface.Testcontainers, """TestcontainersSettings.ResourceReaperPrivilegedModeEnabled = true;"""),
            Example.Good(Surface.Testcontainers, """TestcontainersSettings.ResourceReaperPrivilegedModeEnabled = false;"""),
        ],
    };

    public void Check(ResourceReaper subject, RuleContext context)
    {
        if (subject.Enabled.Is(false))
            context.Pass();
        else
            context.Judge(subject.Privileged, static on => on, "runs privileged");
    }
}
