namespace ContainerSec.Rules;

internal static class Chapter03
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
