namespace ContainerSec.Rules;

/// <summary>CSEC1012: a port is mapped or listened on that only privileged programs may open.</summary>
/// <remarks>Linux counts the ports below 1024, the CIS Docker Benchmark 1024 too: so do ports of the host here.</remarks>
internal sealed class PrivilegedPort : Rule, IJudge<Workload>
{
    private const int LastHostPort = 1024;
    private const int FirstFreePort = 1024;

    public override RuleInfo Info { get; } = new("CSEC1012", "Privileged port mapped or listened on", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Clients trust low ports to belong to the host's administrator, and a program that listens on one needs a capability or root.",
        Fix = "Listen on a port above 1024 (ASP.NET Core images use 8080) and let a proxy or service take the low one.",
        Mappings = [Mapping.CisDocker("5.8"), Mapping.Nist("4.4.3")],
        References = ["ip(7), privileged ports", "capabilities(7), CAP_NET_BIND_SERVICE"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:8080\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:8080\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      ports:\n        - containerPort: 80\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      ports:\n        - containerPort: 8080\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                context.Judge(port.Value.HostPort, static p => PortRange.Parse(p) is { First: > 0 and <= LastHostPort }, static p => $"takes the privileged port '{p}' of the host");
            else
                context.Unknown(port.Origin);
        }

        if (subject.Network.Ports.MayHaveMore)
            context.Unknown(subject.Network.Ports.Origin);

        // Outside of pods a container's ports are a matter of its image, and sysctl lets it open them all.
        if (subject.Pod is not null)
            context.JudgeEach(subject.Network.ExposedPorts, static p => p.Port is > 0 and < FirstFreePort, static p => $"listens on the privileged port {p.Port}");
    }
}
