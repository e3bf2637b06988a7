namespace ContainerSec.Rules;

/// <summary>CSEC1002: a container of a test takes a fixed port of the machine.</summary>
internal sealed class FixedHostPort : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1002", "Fixed host port in a test", Severity.Off, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Two runs on one machine collide, and whoever is on the network knows where a database with a test's password listens on every interface.",
        Fix = "Let the engine choose the port: WithPortBinding(5432, true), and ask the container for it with GetMappedPublicPort.",
        References = ["dotnet.testcontainers.org: Best practices"],
        Examples =
        [
            Example.Bad(Surface.Testcontainers, """var database = new PostgreSqlBuilder("postgres:17.5").WithPortBinding(5432, 5432).Build();"""),
            Example.Good(Surface.Testcontainers, """var database = new PostgreSqlBuilder("postgres:17.5").WithPortBinding(5432, true).Build();"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // A service of a build pipeline has a machine of its own.
        if (subject.Context != RunContext.Test || subject.Surface is not (Surface.Testcontainers or Surface.DockerDotNet))
            return;
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsUnknown)
                context.Unknown(port.Origin);
            else if (port.Value!.HostPort.IsUnset)
                context.Pass();
            else
                context.Judge(port.Value.HostPort, static p => PortRange.Parse(p) is { First: > 0 }, static p => $"takes the fixed port '{p}' of the host");
        }
    }
}
