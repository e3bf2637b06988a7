namespace ContainerSec.Rules;

/// <summary>CSEC0315: the container's control group stands under another one than the engine's.</summary>
internal sealed class CustomCgroupParent : Rule, IJudge<Workload>, IJudge<EngineHost>
{
    public override RuleInfo Info { get; } = new("CSEC0315", "Custom cgroup parent", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The limits of the other group apply, which may be none, and the container shares them with what else is there.",
        Fix = "Remove the setting, unless the group is made for it.",
        Mappings = [Mapping.CisDocker("5.25"), Mapping.CisDocker("2.10"), Mapping.Nist("4.4.3")],
        References = ["cgroups(7)", "dockerd(8), cgroup-parent"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cgroup_parent: m-executor-abcd\n"),
            Example.Bad(Surface.DockerRun, "docker run --cgroup-parent /system.slice contoso/web:1.4\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cgroup_parent: \"\"\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Resources.CgroupParent, context);

    public void Check(EngineHost subject, RuleContext context) => Judge(subject.CgroupParent, context);

    private static void Judge(Fact<string> parent, RuleContext context) =>
        context.Judge(parent, static path => path.Length > 0, static path => $"is put under the control group '{path}'");
}
