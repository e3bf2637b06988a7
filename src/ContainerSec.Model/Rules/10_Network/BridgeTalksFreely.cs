namespace ContainerSec.Rules;

/// <summary>CSEC1023: containers on the engine's default bridge may all talk to each other.</summary>
/// <remarks>Absence fails: the engine's default for <c>icc</c> is on.</remarks>
internal sealed class BridgeTalksFreely : Rule, IJudge<EngineHost>
{
    public override RuleInfo Info { get; } = new("CSEC1023", "Engine lets containers talk freely on the default bridge", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Who gets into one container on the default bridge reaches every port of all others there, and can pretend to be them.",
        Fix = "Set \"icc\": false, and connect containers that belong together over a network of their own.",
        Mappings = [Mapping.CisDocker("2.2"), Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.Attack("T1046"), Mapping.Attack("T1557.002")],
        References = ["dockerd(8), option --icc"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.DaemonJson, "{\"icc\": true}\n"),
            Example.Good(Surface.DaemonJson, "{\"icc\": false}\n"),
        ],
    };

    public void Check(EngineHost subject, RuleContext context) =>
        context.Require(subject.InterContainerCommunication, static on => !on, "lets containers on the default bridge talk to each other (icc)");
}
