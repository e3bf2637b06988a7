namespace ContainerSec.Rules;

/// <summary>CSEC1010: the Aspire dashboard or its telemetry endpoint asks nobody who is there.</summary>
internal sealed class AnonymousDashboard : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<ConfigData>
{
    // Names of variables for the option Dashboard:…:AuthMode; configuration does not look at case.
    private static readonly string[] Switches =
        ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DASHBOARD__UNSECUREDALLOWANONYMOUS"];

    public override RuleInfo Info { get; } = new("CSEC1010", "Dashboard or telemetry endpoint open to anonymous users", Severity.Warning, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The dashboard shows environment variables, logs and traces of every resource, secrets among them, to whoever reaches it; an open telemetry endpoint takes forged data from anybody.",
        Fix = "Remove the setting: the browser token and the API key are on by default; or choose OpenIdConnect, ApiKey or Certificate.",
        Mappings = [Mapping.OwaspDocker("D04"), Mapping.Attack("T1133"), Mapping.Cwe(306)],
        References = ["Aspire documentation, \"Dashboard configuration\"", "Aspire documentation, \"Dashboard security considerations\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  dashboard:\n    image: mcr.microsoft.com/dotnet/aspire-dashboard:9.5\n    environment:\n      DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS: \"true\"\n"),
            Example.Good(Surface.Compose, "services:\n  dashboard:\n    image: mcr.microsoft.com/dotnet/aspire-dashboard:9.5\n    environment:\n      DASHBOARD__OTLP__AUTHMODE: ApiKey\n"),
            Example.Bad(Surface.LaunchSettings, "{\"profiles\": {\"https\": {\"commandName\": \"Project\", \"environmentVariables\": {\"ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS\": \"true\"}}}}\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Configuration.Environment, context);

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Environment, context);

    public void Check(ConfigData subject, RuleContext context) => Judge(subject.Entries, context);

    private static void Judge(FactList<EnvironmentVariable> environment, RuleContext context)
    {
        foreach (var variable in environment)
        {
            if (!variable.IsKnown)
                continue;
            var name = variable.Value.Name;
            if (Switches.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Judge(variable.Value.Value, static v => v.Trim() is "1" || string.Equals(v.Trim(), "true", StringComparison.OrdinalIgnoreCase), $"lets anonymous users into the dashboard ('{name}')");
            else if (IsAuthenticationMode(name))
                context.Judge(variable.Value.Value, static v => string.Equals(v.Trim(), "Unsecured", StringComparison.OrdinalIgnoreCase), $"lets anonymous users in ('{name}' is Unsecured)");
        }
    }

    private static bool IsAuthenticationMode(string name) =>
        name.StartsWith("DASHBOARD__", StringComparison.OrdinalIgnoreCase) && name.EndsWith("__AUTHMODE", StringComparison.OrdinalIgnoreCase);
}
