namespace ContainerSec.Rules;

internal static class Chapter04
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
