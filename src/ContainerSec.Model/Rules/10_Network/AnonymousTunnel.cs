namespace ContainerSec.Rules;

/// <summary>CSEC1009: a development tunnel shows a developer's machine to everybody.</summary>
internal sealed class AnonymousTunnel : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1009", "Anonymous development tunnel", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The address is open to the whole internet and finds scanners within minutes; behind it runs a development build, with debug pages and test accounts, on the developer's machine.",
        Fix = "Take WithAnonymousAccess or allowAnonymous: true away: whoever uses the tunnel then signs in.",
        Mappings = [Mapping.Attack("T1133"), Mapping.Cwe(306)],
        References = ["aspire.dev: Dev Tunnels integration"],
        Examples =
        [
            Example.Bad(Surface.AspireAppHost, """builder.AddDevTunnel("tunnel").WithAnonymousAccess();"""),
            Example.Good(Surface.AspireAppHost, """builder.AddDevTunnel("tunnel");"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.JudgeEach(subject.Network.AnonymousTunnels, static _ => true, static name => $"shows '{name}' to the whole internet without a login");
}
