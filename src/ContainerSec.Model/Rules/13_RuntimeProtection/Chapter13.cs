namespace ContainerSec.Rules;

internal static class Chapter13
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new HealthCheckMissing(),
        new LoggingDisabled(),
        new ContainerLeftBehind(),
        new DevelopmentMode(),
    ];
}
