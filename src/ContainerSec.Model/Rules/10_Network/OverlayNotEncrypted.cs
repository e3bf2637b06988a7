namespace ContainerSec.Rules;

/// <summary>CSEC1027: an overlay network sends what containers say in clear text between hosts.</summary>
/// <remarks>Absence fails: data of overlay networks is encrypted only on request.</remarks>
internal sealed class OverlayNotEncrypted : Rule, IJudge<NetworkDefinition>
{
    public override RuleInfo Info { get; } = new("CSEC1027", "Overlay network not encrypted", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Who can listen between the hosts reads everything that containers send each other, passwords of databases among it.",
        Fix = "Set the driver option encrypted.",
        Mappings = [Mapping.CisDocker("7.3"), Mapping.Nist("4.3.5"), Mapping.Attack("T1040"), Mapping.Cwe(319)],
        References = ["Docker documentation, \"Overlay network driver\", encrypt traffic"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    networks: [shop]\nnetworks:\n  shop:\n    driver: overlay\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    networks: [shop]\nnetworks:\n  shop:\n    driver: overlay\n    driver_opts:\n      encrypted: \"\"\n"),
        ],
    };

    public void Check(NetworkDefinition subject, RuleContext context)
    {
        if (!subject.Driver.Is("overlay") || subject.Options.AnyKnown(static o => o.Name == "encrypted" && o.Value != "false"))
            context.Judge(subject.Driver, static _ => false, "");
        else if (subject.Options.HasUnknown)
            context.Unknown(subject.Options.Origin);
        else
            context.Fail(subject.Driver.Origin, "sends data between hosts in clear text");
    }
}
