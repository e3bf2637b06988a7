namespace ContainerSec.Rules;

internal static class Chapter08
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
