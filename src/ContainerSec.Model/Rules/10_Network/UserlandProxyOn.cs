namespace ContainerSec.Rules;

/// <summary>CSEC1025: published ports go through a process of the engine.</summary>
/// <remarks>Absence fails: the engine's default for <c>userland-proxy</c> is on.</remarks>
internal sealed class UserlandProxyOn : Rule, IJudge<EngineHost>
{
    public override RuleInfo Info { get; } = new("CSEC1025", "Userland proxy on", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "A process for each published port handles what clients send, outside of any container; packet-filter rules do the same in the kernel.",
        Fix = "Set \"userland-proxy\": false where the kernel can route published ports by itself.",
        Mappings = [Mapping.CisDocker("2.16"), Mapping.Nist("4.4.3")],
        References = ["dockerd(8), option --userland-proxy"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.DaemonJson, "{\"userland-proxy\": true}\n"),
            Example.Good(Surface.DaemonJson, "{\"userland-proxy\": false}\n"),
        ],
    };

    public void Check(EngineHost subject, RuleContext context) =>
        context.Require(subject.UserlandProxy, static on => !on, "runs a process for each published port (userland-proxy)");
}
