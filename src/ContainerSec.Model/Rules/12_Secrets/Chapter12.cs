namespace ContainerSec.Rules;

internal static class Chapter12
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
