namespace ContainerSec.Rules;

/// <summary>CSEC0901: the container gets every capability and device, and no confinement.</summary>
internal sealed class PrivilegedContainer : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0901", "Privileged container", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Root in a privileged container is root on the host: host disks and kernel interfaces are in reach.",
        Fix = "Remove the flag; add only the capability that the process needs.",
        Mappings =
        [
            Mapping.CisDocker("5.5"), Mapping.CisKubernetes("5.2.2"), Mapping.Baseline("privileged"),
            Mapping.OwaspDocker("D04"), Mapping.Attack("T1611"), Mapping.Cwe(250),
        ],
        References = ["capabilities(7)"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    privileged: false\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("agent", "contoso/agent", "1.4").WithContainerRuntimeArgs("--privileged");"""),
            Example.Good(Surface.AspireAppHost, """builder.AddContainer("agent", "contoso/agent", "1.4").WithContainerRuntimeArgs("--cap-add", "NET_BIND_SERVICE");"""),
            Example.Bad(Surface.Testcontainers, """var agent = new ContainerBuilder("contoso/agent:1.4").WithPrivileged(true).Build();"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Privileges.Privileged, engineDefault: false, isBad: static on => on, "runs privileged");
}
