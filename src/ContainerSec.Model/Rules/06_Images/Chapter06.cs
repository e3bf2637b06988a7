namespace ContainerSec.Rules;

internal static class Chapter06
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
