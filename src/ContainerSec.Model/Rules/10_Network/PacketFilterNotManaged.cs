namespace ContainerSec.Rules;

/// <summary>CSEC1024: the engine may not write packet-filter rules.</summary>
internal sealed class PacketFilterNotManaged : Rule, IJudge<EngineHost>
{
    public override RuleInfo Info { get; } = new("CSEC1024", "Engine may not manage iptables", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Without its rules networks are not kept apart and published ports are not limited to their addresses, unless somebody writes and maintains rules by hand.",
        Fix = "Remove \"iptables\": false.",
        Mappings = [Mapping.CisDocker("2.4"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D03")],
        References = ["dockerd(8), option --iptables", "Docker documentation, \"Packet filtering and firewalls\""],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.DaemonJson, "{\"iptables\": false}\n"),
            Example.Good(Surface.DaemonJson, "{\"iptables\": true}\n"),
        ],
    };

    public void Check(EngineHost subject, RuleContext context) =>
        context.Judge(subject.Iptables, static on => !on, "writes no packet-filter rules for its containers (iptables)");
}
