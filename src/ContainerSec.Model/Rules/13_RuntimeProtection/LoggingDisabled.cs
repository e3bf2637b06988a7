namespace ContainerSec.Rules;

/// <summary>CSEC1302: what the container writes is thrown away.</summary>
internal sealed class LoggingDisabled : Rule, IJudge<Workload>, IJudge<EngineHost>
{
    public override RuleInfo Info { get; } = new("CSEC1302", "Logging disabled (log driver none)", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.DefenceInDepth,
        Why = "After an attack there is nothing to read: neither how it began nor what was taken.",
        Fix = "Choose a driver that keeps the log: 'local', 'journald', or one that sends it away.",
        Mappings = [Mapping.OwaspDocker("D10"), Mapping.Cwe(778)],
        References = ["Docker documentation, Configure logging drivers"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    logging:\n      driver: none\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    logging:\n      driver: local\n"),
            Example.Bad(Surface.DaemonJson, "{\n  \"log-driver\": \"none\"\n}\n"),
            Example.Good(Surface.DaemonJson, "{\n  \"log-driver\": \"local\"\n}\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Lifecycle.LogDriver, static driver => driver == "none", "keeps no log (log driver 'none')");

    public void Check(EngineHost subject, RuleContext context) =>
        context.Judge(subject.LogDriver, static driver => driver == "none", "keeps no log of containers that name no driver (log driver 'none')");
}
