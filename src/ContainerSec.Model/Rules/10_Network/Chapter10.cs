namespace ContainerSec.Rules;

internal static class Chapter10
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
