namespace ContainerSec.Rules;

internal static class Chapter01
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
