namespace ContainerSec.Rules;

internal static class Chapter14
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
