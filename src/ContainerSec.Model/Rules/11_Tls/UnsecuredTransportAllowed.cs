namespace ContainerSec.Rules;

/// <summary>CSEC1104: a variable or an option allows telemetry or the Aspire dashboard to go over plain http.</summary>
internal sealed class UnsecuredTransportAllowed : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<ConfigData>
{
    private static readonly string[] Switches =
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT", "OTEL_EXPORTER_OTLP_INSECURE", "OTEL_EXPORTER_OTLP_TRACES_INSECURE", "OTEL_EXPORTER_OTLP_METRICS_INSECURE", "OTEL_EXPORTER_OTLP_LOGS_INSECURE"];

    public override RuleInfo Info { get; } = new("CSEC1104", "Unsecured transport allowed", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Logs, traces and environment variables travel in clear text: whoever is on the way reads the secrets in them.",
        Fix = "Remove the variable, and use https addresses with a trusted certificate (dotnet dev-certs https --trust).",
        Mappings = [Mapping.Attack("T1040"), Mapping.Attack("T1557"), Mapping.Cwe(319)],
        References = ["Aspire documentation, \"Allow unsecured transport\"", "OpenTelemetry specification, \"OTLP Exporter\", insecure"],
        Examples =
        [
            Example.Bad(Surface.LaunchSettings, "{\"profiles\": {\"http\": {\"commandName\": \"Project\", \"environmentVariables\": {\"ASPIRE_ALLOW_UNSECURED_TRANSPORT\": \"true\"}}}}\n"),
            Example.Good(Surface.LaunchSettings, "{\"profiles\": {\"https\": {\"commandName\": \"Project\", \"environmentVariables\": {\"ASPIRE_ALLOW_UNSECURED_TRANSPORT\": \"false\"}}}}\n"),
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    environment:\n      OTEL_EXPORTER_OTLP_INSECURE: \"true\"\n"),
            Example.Bad(Surface.AspireAppHost, """
                var options = new DistributedApplicationOptions { Args = args, AllowUnsecuredTransport = true };
                var host = DistributedApplication.CreateBuilder(options);
                """),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        context.Judge(subject.Network.AllowsUnsecuredTransport, static on => on, "allows unsecured transport");
        Judge(subject.Configuration.Environment, context);
    }

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Environment, context);

    public void Check(ConfigData subject, RuleContext context) => Judge(subject.Entries, context);

    private static void Judge(FactList<EnvironmentVariable> environment, RuleContext context)
    {
        foreach (var variable in environment)
        {
            if (variable.Is(static v => Switches.Contains(v.Name)))
                context.Judge(variable.Value!.Value, static v => v.Trim() is "1" || string.Equals(v.Trim(), "true", StringComparison.OrdinalIgnoreCase), $"allows unsecured transport ('{variable.Value.Name}')");
        }
    }
}
