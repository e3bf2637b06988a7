namespace ContainerSec.Rules;

/// <summary>CSEC1005: the container is on the network that every container is on that names none.</summary>
/// <remarks>Compose makes a network for each project, so there only a written <c>network_mode: bridge</c> counts; docker run puts a container that names no network on the default bridge.</remarks>
internal sealed class DefaultBridgeNetwork : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1005", "Default bridge network used", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "All containers on the default bridge reach each other: who gets into one of them scans and attacks the others.",
        Fix = "Create a network for the containers that talk to each other, and attach them to it.",
        Mappings = [Mapping.CisDocker("5.30"), Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.Attack("T1046")],
        References = ["Docker documentation, \"Bridge network driver\", differences between user-defined bridges and the default bridge"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.DockerRun, "docker run contoso/api:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run --network shop contoso/api:1.4\n"),
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    network_mode: bridge\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    networks: [shop]\nnetworks:\n  shop: {}\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not null)
            return;
        var names = subject.Network.Networks;
        if (!subject.Isolation.Network.IsUnset)
            context.Judge(subject.Isolation.Network, static mode => mode.Kind == NamespaceKind.Private, "is attached to the default bridge network");
        else if (names.Count > 0 || names.HasUnknown)
            context.JudgeEach(names, static name => name is "bridge", static _ => "is attached to the default bridge network");
        else if (subject.Surface is Surface.DockerRun or Surface.DockerInspect or Surface.DockerDotNet)
            context.FailForAbsence("names no network and is put on the default bridge");
        else if (subject.Surface is Surface.Compose)
            context.Pass();
    }
}
